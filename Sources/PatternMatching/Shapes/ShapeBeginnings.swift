// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the texts of a shape begin with, letters of ASCII in small letters: so it shows that a pattern's matches begin with its
/// literals, and that nothing but the places of these has to be tried.
struct ShapeBeginnings {
    private struct Beginning: Hashable {
        var bytes: [UInt8] = []
        /// Whether what comes next is not known.
        var isClosed = false
    }

    private var all: [Beginning] = [Beginning()]

    private static let maximumCount = 64
    private static let maximumLength = 12

    /// Whether every text of a shape begins with one of these strings, in either case.
    static func areLiterals(_ literals: [String], of shape: ShapeExpression) -> Bool {
        var beginnings = ShapeBeginnings()
        guard beginnings.append(shape) else { return false }
        let literals = literals.map { Array($0.utf8).map(lowercased) }
        return beginnings.all.allSatisfy { beginning in
            literals.contains { beginning.bytes.starts(with: $0) }
        }
    }

    /// `false` if they become too many.
    private mutating func append(_ shape: ShapeExpression) -> Bool {
        switch shape {
        case .character(let characters): append(characters)
        case .sequence(let parts):
            for part in parts where !append(part) { return false }
        case .choice(let branches):
            var union: Set<Beginning> = []
            for branch in branches {
                var own = self
                guard own.append(branch) else { return false }
                union.formUnion(own.all)
            }
            all = Array(union)
        case .repeated(let part, let least, let most):
            for _ in 0..<min(least, Self.maximumLength) where !append(part) { return false }
            if most != least {
                // One more may come, or what follows.
                for index in all.indices { all[index].isClosed = true }
            }
        case .followed, .preceded: break
        }
        return all.count <= Self.maximumCount
    }

    private mutating func append(_ characters: CharacterClass) {
        // More than four letters in both cases are too many.
        let bytes = Set((characters.asciiCharacters(atMost: 8) ?? []).map(Self.lowercased))
        var longer: [Beginning] = []
        for var beginning in all {
            if beginning.isClosed || bytes.isEmpty || bytes.count > 4 || beginning.bytes.count == Self.maximumLength {
                beginning.isClosed = true
                longer.append(beginning)
            } else {
                longer += bytes.map { Beginning(bytes: beginning.bytes + [$0]) }
            }
        }
        all = longer
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
