// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// Finds where which of many strings occur in a text, in either case, in one pass (Aho–Corasick as a complete
/// automaton).
///
/// The state table has a column for each class of bytes that the strings tell apart, so it stays small enough for the
/// cache; states in which a string ends have the highest numbers, so the pass compares one number a byte. The pass itself
/// is in C (`CScan`): five times as fast as the same loop here.
package struct LiteralAutomaton: Sendable {
    /// The column of each byte.
    private let columns: [UInt8]
    /// The next state, at `state << columnBits | column`.
    private let next: [UInt16]
    private let columnBits: Int
    /// By state: how many bytes of a string it has seen, 255 for more.
    private let depths: [UInt8]
    /// What strings begin with.
    private let beginnings: [UInt8]
    /// The first state in which strings end.
    private let firstEnding: Int
    /// The identifiers of the strings that end in state `firstEnding + index`.
    private let endings: [[Int]]

    /// States that 16 bits can number.
    private static let maximumStateCount = 1 << 16
    /// Hits that the kernel collects before they are handed on.
    private static let hitsPerCall = 64

    /// Finds nothing.
    static let empty = LiteralAutomaton()

    private init() {
        (columns, next, columnBits, firstEnding, endings) = ([UInt8](repeating: 0, count: 256), [0], 0, 1, [])
        (depths, beginnings) = ([0], [])
    }

    /// An automaton for the strings, each with the identifier that is reported; `nil` if they are too many together.
    package init?(_ literals: [(text: String, id: Int)]) {
        var trie = LiteralTrie()
        for literal in literals { trie.insert(literal.text, id: literal.id) }
        guard trie.nodes.count <= Self.maximumStateCount else { return nil }
        beginnings = LiteralBeginnings(trie).bits
        trie.connect()

        let used = trie.usedBytes
        columns = (0...255).map { byte in used.firstIndex(of: UInt8(byte)).map { UInt8($0 + 1) } ?? 0 }
        columnBits = (used.count + 1).nextPowerOfTwoExponent
        // Non-ending states first, so that the start is state 0; those near the start, where most bytes of a text lead,
        // side by side.
        let order =
            trie.breadthFirst.filter { trie.nodes[$0].ids.isEmpty }
            + trie.breadthFirst.filter { !trie.nodes[$0].ids.isEmpty }
        var numbers = [UInt16](repeating: 0, count: order.count)
        for (number, node) in order.enumerated() { numbers[node] = UInt16(number) }
        firstEnding = trie.nodes.count { $0.ids.isEmpty }
        depths = order.map { UInt8(clamping: trie.nodes[$0].depth) }
        endings = order[firstEnding...].map { trie.nodes[$0].ids }
        var table = [UInt16](repeating: 0, count: order.count << columnBits)
        // A state goes where its fallback goes, but for its own children; the fallback's row is complete before it.
        for node in trie.breadthFirst {
            let row = Int(numbers[node]) << columnBits
            let fallback = Int(numbers[trie.nodes[node].fallback]) << columnBits
            for column in 1...max(1, used.count) where node != 0 { table[row | column] = table[fallback | column] }
            for (byte, child) in trie.nodes[node].children { table[row | Int(columns[Int(byte)])] = numbers[child] }
        }
        next = table
    }

    /// Calls `body` for each state in which strings end, in text order, with the offset behind them.
    package func scan(_ text: [UInt8], _ body: (_ end: Int, _ ids: [Int]) -> Void) {
        guard !endings.isEmpty else { return }
        var hits = [zv_hit](repeating: zv_hit(), count: Self.hitsPerCall)
        var state: UInt16 = 0
        var offset = 0
        while offset < text.count {
            var found = 0
            offset = step(text, from: offset, state: &state, hits: &hits, found: &found)
            for hit in hits[..<found] { body(hit.end, endings[Int(hit.state) - firstEnding]) }
        }
    }

    /// One call of the kernel, which reads and writes the arrays lent here and nothing else.
    private func step(
        _ text: [UInt8], from offset: Int, state: inout UInt16, hits: inout [zv_hit], found: inout Int
    ) -> Int {
        unsafe next.withUnsafeBufferPointer { next in
            unsafe columns.withUnsafeBufferPointer { columns in
                unsafe depths.withUnsafeBufferPointer { depths in
                    unsafe beginnings.withUnsafeBufferPointer { beginnings in
                        unsafe text.withUnsafeBufferPointer { text in
                            unsafe hits.withUnsafeMutableBufferPointer { hits in
                                var automaton = unsafe zv_automaton(
                                    next: next.baseAddress, columns: columns.baseAddress, depths: depths.baseAddress,
                                    beginnings: beginnings.baseAddress, column_bits: UInt32(columnBits),
                                    first_ending: UInt32(firstEnding))
                                return unsafe zv_find_strings(
                                    &automaton, text.baseAddress, offset, text.count, &state, hits.baseAddress,
                                    hits.count, &found)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Int {
    /// The smallest `n` with `2^n >= self`, for a positive number.
    fileprivate var nextPowerOfTwoExponent: Int { self <= 1 ? 0 : Int.bitWidth - (self - 1).leadingZeroBitCount }
}
