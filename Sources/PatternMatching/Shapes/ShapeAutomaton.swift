// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The shapes of many patterns as one nondeterministic automaton (Thompson's construction).
///
/// It reads a text from the symbol before a place: so it knows what stands there, and what may follow a match. `RowStates`
/// makes it deterministic as far as texts ask for it.
struct ShapeAutomaton: Sendable {
    enum Node {
        /// Takes one symbol of a set.
        case take(set: Int32, next: Int32)
        /// Takes nothing; the next symbol is of a set.
        case see(set: Int32, next: Int32)
        case split(Int32, Int32)
        /// The pattern's shape is complete.
        case accept
    }

    private(set) var nodes: [Node] = []
    /// By node: the pattern it is a part of.
    private(set) var owners: [Int32] = []
    /// Where each pattern begins.
    private(set) var starts: [Int32] = []
    /// By byte: its column; the last column is the edge of the text.
    private(set) var columns = [UInt8](repeating: 0, count: 256)
    private(set) var columnCount = 1
    /// By set and column: whether the set holds it; bit n for column n.
    private(set) var members: [ColumnSet] = []

    private var sets: [SymbolSet] = []
    private var setIndices: [SymbolSet: Int32] = [:]

    /// Columns of the symbol table, 128 at most.
    struct ColumnSet: Sendable {
        fileprivate(set) var low: UInt64 = 0
        fileprivate(set) var high: UInt64 = 0

        func contains(_ column: Int) -> Bool {
            (column < 64 ? low >> UInt64(column) : high >> UInt64(column - 64)) & 1 != 0
        }
    }

    private static let maximumNodesPerPattern = 4_000
    /// Repetitions beyond this many count as any number.
    private static let maximumRepetition = 64
    private static let maximumColumns = 128

    /// Takes a pattern in under the number `pattern`; `false`, and nothing is changed, if its shape is too large.
    mutating func add(_ shape: ShapeExpression, pattern: Int) -> Bool {
        let first = nodes.count
        let accept = append(.accept)
        let (before, rest) = shape.split()
        let limit = first + Self.maximumNodesPerPattern
        guard let body = build(rest, then: accept, limit: limit) else {
            nodes.removeSubrange(first...)
            return false
        }
        starts.append(append(.take(set: index(of: before), next: body)))
        owners += [Int32](repeating: Int32(pattern), count: nodes.count - owners.count)
        return true
    }

    /// Sorts the bytes into columns; after the last pattern. `false` if there are more columns than the table has.
    mutating func finish() -> Bool {
        var known: [[Bool]: UInt8] = [:]
        for byte in UInt8.min...UInt8.max {
            let signature = sets.map { $0.contains(byte) }
            guard known.count < Self.maximumColumns - 1 || known[signature] != nil else { return false }
            columns[Int(byte)] = known[signature] ?? UInt8(known.count)
            known[signature] = columns[Int(byte)]
        }
        columnCount = known.count + 1
        members = sets.map { set in
            var columns = ColumnSet()
            for byte in UInt8.min...UInt8.max where set.contains(byte) { columns.insert(Int(self.columns[Int(byte)])) }
            if set.hasEdge { columns.insert(edge) }
            return columns
        }
        return true
    }

    /// The column of the edge of a text.
    var edge: Int { columnCount - 1 }

    private mutating func append(_ node: Node) -> Int32 {
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    private mutating func index(of set: SymbolSet) -> Int32 {
        if let index = setIndices[set] { return index }
        sets.append(set)
        setIndices[set] = Int32(sets.count - 1)
        return Int32(sets.count - 1)
    }

    /// Nodes for a shape that go on at `next`; the first of them, or `nil` if they are more than `limit`.
    private mutating func build(_ shape: ShapeExpression, then next: Int32, limit: Int) -> Int32? {
        guard nodes.count < limit else { return nil }
        switch shape {
        case .character(let characters): return character(characters, then: next)
        case .sequence(let parts):
            var next = next
            for part in parts.reversed() {
                guard let first = build(part, then: next, limit: limit) else { return nil }
                next = first
            }
            return next
        case .choice(let branches):
            var first: Int32?
            for branch in branches {
                guard let start = build(branch, then: next, limit: limit) else { return nil }
                first = first.map { append(.split($0, start)) } ?? start
            }
            return first ?? next
        case .repeated(let part, let least, let most):
            return repeated(part, least: least, most: most, then: next, limit: limit)
        case .followed(let set): return append(.see(set: index(of: set), next: next))
        case .preceded: return next
        }
    }

    private mutating func repeated(
        _ part: ShapeExpression, least: Int, most: Int?, then next: Int32, limit: Int
    ) -> Int32? {
        var next = next
        if let most, most <= Self.maximumRepetition {
            let end = next
            for _ in 0..<max(0, most - least) {
                guard let start = build(part, then: next, limit: limit) else { return nil }
                next = append(.split(start, end))
            }
        } else {
            let loop = append(.split(next, next))
            guard let start = build(part, then: loop, limit: limit) else { return nil }
            nodes[Int(loop)] = .split(start, next)
            next = loop
        }
        for _ in 0..<min(least, Self.maximumRepetition) {
            guard let start = build(part, then: next, limit: limit) else { return nil }
            next = start
        }
        return next
    }

    private mutating func character(_ characters: CharacterClass, then next: Int32) -> Int32 {
        var branches: [Int32] = []
        if !characters.single.isEmpty { branches.append(append(.take(set: index(of: characters.single), next: next))) }
        for (firsts, count) in Self.leadsByLength {
            let leads = characters.leads.intersection(firsts)
            guard !leads.isEmpty else { continue }
            var rest = next
            for _ in 0..<count { rest = append(.take(set: index(of: .continuation), next: rest)) }
            branches.append(append(.take(set: index(of: leads), next: rest)))
        }
        switch branches.count {
        case 0: return append(.take(set: index(of: .none), next: next))
        case 1: return branches[0]
        default: return branches.dropFirst().reduce(branches[0]) { append(.split($0, $1)) }
        }
    }

    /// First bytes of UTF-8 characters, and how many bytes follow (RFC 3629 §3).
    private static let leadsByLength: [(SymbolSet, Int)] = [
        (SymbolSet(bytes: 0xC0...0xDF), 1), (SymbolSet(bytes: 0xE0...0xEF), 2), (SymbolSet(bytes: 0xF0...0xFF), 3),
    ]
}

extension ShapeAutomaton.ColumnSet {
    fileprivate mutating func insert(_ column: Int) {
        if column < 64 { low |= 1 << UInt64(column) } else { high |= 1 << UInt64(column - 64) }
    }
}

extension ShapeExpression {
    /// What may stand before, as the beginning says, and the rest.
    fileprivate func split() -> (before: SymbolSet, rest: ShapeExpression) {
        guard case .sequence(let parts) = self else { return (.everything, self) }
        let leading = parts.prefix { if case .preceded = $0 { true } else { false } }
        let before = leading.reduce(SymbolSet.everything) { set, part in
            if case .preceded(let symbols) = part { set.intersection(symbols) } else { set }
        }
        return (before, .sequence(Array(parts.dropFirst(leading.count))))
    }
}
