// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds which of many strings occur in a text, in either case, in one pass (Aho–Corasick as a complete automaton).
///
/// The state table has a column for each class of bytes that the strings tell apart, so it stays small enough for the
/// cache; states in which a string ends have the highest numbers, so the pass compares one number a byte.
struct LiteralAutomaton: Sendable {
    /// The column of each byte.
    private let columns: [UInt16]
    /// The next state, at `state << columnBits | column`.
    private let next: [UInt16]
    private let columnBits: Int
    /// The first state in which strings end.
    private let firstEnding: Int
    /// The identifiers of the strings that end in state `firstEnding + index`.
    private let endings: [[Int]]

    /// States that 16 bits can number.
    private static let maximumStateCount = 1 << 16

    /// An automaton for the strings, each with the identifier that is reported; `nil` if they are too many together.
    init?(_ literals: [(text: String, id: Int)]) {
        var trie = LiteralTrie()
        for literal in literals { trie.insert(literal.text, id: literal.id) }
        guard trie.nodes.count <= Self.maximumStateCount else { return nil }
        trie.connect()

        let used = trie.usedBytes
        columns = (0...255).map { byte in used.firstIndex(of: UInt8(byte)).map { UInt16($0 + 1) } ?? 0 }
        columnBits = (used.count + 1).nextPowerOfTwoExponent
        // Non-ending states first, so that the start is state 0.
        let order =
            trie.nodes.indices.filter { trie.nodes[$0].ids.isEmpty }
            + trie.nodes.indices.filter { !trie.nodes[$0].ids.isEmpty }
        var numbers = [UInt16](repeating: 0, count: order.count)
        for (number, node) in order.enumerated() { numbers[node] = UInt16(number) }
        firstEnding = trie.nodes.count { $0.ids.isEmpty }
        endings = order[firstEnding...].map { trie.nodes[$0].ids }
        var next = [UInt16](repeating: 0, count: order.count << columnBits)
        // A state goes where its fallback goes, but for its own children; the fallback's row is complete before it.
        for node in trie.breadthFirst {
            let row = Int(numbers[node]) << columnBits
            let fallback = Int(numbers[trie.nodes[node].fallback]) << columnBits
            for column in 1...max(1, used.count) where node != 0 { next[row | column] = next[fallback | column] }
            for (byte, child) in trie.nodes[node].children { next[row | Int(columns[Int(byte)])] = numbers[child] }
        }
        self.next = next
    }

    /// The state at the start of a text.
    static let start: UInt16 = 0

    /// Takes one byte in state `state` and returns the next state.
    func step(_ state: UInt16, _ byte: UInt8) -> UInt16 {
        next[Int(state) << columnBits | Int(columns[Int(byte)])]
    }

    /// Whether a string ends in `state`.
    func hasEnding(_ state: UInt16) -> Bool { Int(state) >= firstEnding }

    /// The identifiers of the strings that end in `state`, in which one ends.
    func ids(endingIn state: UInt16) -> [Int] { endings[Int(state) - firstEnding] }
}

extension Int {
    /// The smallest `n` with `2^n >= self`, for a positive number.
    fileprivate var nextPowerOfTwoExponent: Int { self <= 1 ? 0 : Int.bitWidth - (self - 1).leadingZeroBitCount }
}
