// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds a few short literals, letter case of ASCII aside, looking at two bytes in three (Wu, Manber 1994).
struct SkipSearch: Sendable {
    /// Bytes of a literal that count.
    private static let length = 4

    private let literals: [[UInt8]]
    /// How far to go on, by the hash of two bytes.
    private let shifts: [UInt8]

    init(_ texts: [String]) {
        literals = texts.map { Array($0.utf8.prefix(Self.length)) }
        var shifts = [UInt8](repeating: UInt8(Self.length - 1), count: 1 << 12)
        for literal in literals {
            for index in 1..<Self.length {
                let block = Self.block(literal[index - 1].asciiLowercased, literal[index].asciiLowercased)
                shifts[block] = min(shifts[block], UInt8(Self.length - 1 - index))
            }
        }
        self.shifts = shifts
    }

    /// Reports where each literal begins.
    func find(in text: [UInt8], report: (Int) -> Void) {
        let bytes = text.span
        let shifts = shifts.span
        var end = Self.length - 1
        while end < bytes.count {
            let shift = shifts[Self.block(bytes[end - 1].asciiLowercased, bytes[end].asciiLowercased)]
            if shift == 0 {
                let start = end - Self.length + 1
                if literals.contains(where: { isThere($0, text, start) }) { report(start) }
                end += 1
            } else {
                end += Int(shift)
            }
        }
    }

    private func isThere(_ literal: [UInt8], _ text: [UInt8], _ start: Int) -> Bool {
        for index in literal.indices where text[start + index].asciiLowercased != literal[index].asciiLowercased {
            return false
        }
        return true
    }

    @inline(__always)
    private static func block(_ first: UInt8, _ second: UInt8) -> Int {
        (Int(first) << 4 ^ Int(second)) & 0xFFF
    }
}
