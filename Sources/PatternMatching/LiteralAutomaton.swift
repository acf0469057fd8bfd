// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// Finds where which of many strings occur in a text, in either case, in one pass.
///
/// Most places of a text begin no string, which a few bits say; from the others the strings' trie is followed. The pass
/// itself is in C (`CScan`): five times as fast as the same loop here.
package struct LiteralAutomaton: Sendable {
    private let tree: LiteralTree
    /// What strings begin with.
    private let beginnings: [UInt64]

    /// Hits that the kernel collects before they are handed on.
    private static let hitsPerCall = 64

    /// An automaton for the strings, each with the identifier that is reported; `nil` if they are too many together.
    package init?(_ literals: [(text: String, id: Int)]) {
        var trie = LiteralTrie()
        for literal in literals { trie.insert(literal.text, id: literal.id) }
        guard let tree = LiteralTree(trie) else { return nil }
        self.tree = tree
        beginnings = LiteralBeginnings(trie).words
    }

    /// Calls `body` for each place where strings end, in text order, with the identifiers of these strings, ascending.
    package func scan(_ text: [UInt8], _ body: (_ end: Int, _ ids: [Int]) -> Void) {
        guard tree.mostEnds > 0 else { return }
        var hits = hits(in: text)
        // They come by where the strings begin.
        hits.sort { ($0.end, $0.step) < ($1.end, $1.step) }
        var index = 0
        while index < hits.count {
            let end = hits[index].end
            let first = index
            repeat { index += 1 } while index < hits.count && hits[index].end == end
            if index == first + 1 {
                body(end, ids(hits[first]))
            } else {
                body(end, Set(hits[first..<index].flatMap(ids)).sorted())
            }
        }
    }

    private func ids(_ hit: zv_hit) -> [Int] { tree.ids[Int(tree.endings[Int(hit.step)])] }

    private func hits(in text: [UInt8]) -> [zv_hit] {
        var all: [zv_hit] = []
        var hits = [zv_hit](repeating: zv_hit(), count: Self.hitsPerCall + tree.mostEnds)
        var offset = 0
        while offset < text.count {
            var found = 0
            offset = step(text, from: offset, hits: &hits, found: &found)
            all += hits[..<found]
        }
        return all
    }

    /// One call of the kernel, which reads and writes the arrays lent here and nothing else.
    private func step(_ text: [UInt8], from offset: Int, hits: inout [zv_hit], found: inout Int) -> Int {
        unsafe tree.rows.withUnsafeBufferPointer { rows in
            unsafe tree.steps.withUnsafeBufferPointer { steps in
                unsafe beginnings.withUnsafeBufferPointer { beginnings in
                    unsafe text.withUnsafeBufferPointer { text in
                        unsafe hits.withUnsafeMutableBufferPointer { hits in
                            var strings = unsafe zv_strings(
                                rows: rows.baseAddress, steps: steps.baseAddress, beginnings: beginnings.baseAddress,
                                step_count: UInt32(steps.count), most_ends: UInt32(tree.mostEnds))
                            return unsafe zv_find_strings(
                                &strings, text.baseAddress, offset, text.count, hits.baseAddress, hits.count, &found)
                        }
                    }
                }
            }
        }
    }
}
