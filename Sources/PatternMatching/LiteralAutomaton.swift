// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// Finds where which of many strings occur in a text, in either case, in one pass.
///
/// Most places of a text begin no string, which a few bits say; from the others the strings' trie is followed. The pass
/// itself is in C (`CScan`): five times as fast as the same loop here.
package struct LiteralAutomaton: Sendable {
    private let tree: LiteralTree
    /// What strings begin with: those that count anywhere, empty if there are none, and those that count where words begin.
    private let anywhere: [UInt64]
    private let atWords: [UInt64]

    /// Hits that the kernel collects before they are handed on.
    private static let hitsPerCall = 64

    /// An automaton for the strings, each with the identifier that is reported and where it counts; `nil` if they are too
    /// many together.
    package init?(_ literals: [(text: String, id: Int, kind: LiteralKind)]) {
        var trie = LiteralTrie()
        for literal in literals { trie.insert(literal.text, id: literal.id, kind: literal.kind) }
        guard let tree = LiteralTree(trie) else { return nil }
        self.tree = tree
        anywhere = literals.contains { $0.kind == .anywhere } ? LiteralBeginnings(trie, of: .anywhere).words : []
        atWords = LiteralBeginnings(trie, of: .atWords).words
    }

    /// Calls `body` with each string that occurs: in text order of where they end, those that end at one place by identifier.
    package func scan(_ text: [UInt8], _ body: (_ end: Int, _ id: Int) -> Void) {
        guard tree.mostEnds > 0 else { return }
        var hits = hits(in: text)
        guard !hits.isEmpty else { return }
        // They come by where the strings begin.
        if hits.count > 1 { hits.sort { ($0.end, $0.step) < ($1.end, $1.step) } }
        var index = 0
        while index < hits.count {
            let end = hits[index].end
            let first = index
            repeat { index += 1 } while index < hits.count && hits[index].end == end
            if index == first + 1 {
                for place in tree.list(endingWith: hits[first].step) { body(end, tree.ids[place]) }
            } else {
                for id in hits[first..<index].flatMap({ tree.ids[tree.list(endingWith: $0.step)] }).sorted() {
                    body(end, id)
                }
            }
        }
    }

    private func hits(in text: [UInt8]) -> [zv_hit] {
        var all: [zv_hit] = []
        var offset = 0
        while offset < text.count {
            var found: [zv_hit] = []
            (found, offset) = hits(in: text, from: offset)
            if all.isEmpty { all = found } else { all += found }
        }
        return all
    }

    /// What one call of the kernel finds, and where the next one has to begin.
    private func hits(in text: [UInt8], from offset: Int) -> (found: [zv_hit], next: Int) {
        var next = offset
        let found = unsafe [zv_hit](unsafeUninitializedCapacity: Self.hitsPerCall + tree.mostEnds) { hits, count in
            unsafe next = step(text, from: offset, hits: hits, found: &count)
        }
        return (found, next)
    }

    /// One call of the kernel, which reads and writes the arrays lent here and nothing else.
    private func step(
        _ text: [UInt8], from offset: Int, hits: UnsafeMutableBufferPointer<zv_hit>, found: inout Int
    ) -> Int {
        unsafe tree.rows.withUnsafeBufferPointer { rows in
            unsafe tree.steps.withUnsafeBufferPointer { steps in
                unsafe anywhere.withUnsafeBufferPointer { anywhere in
                    unsafe atWords.withUnsafeBufferPointer { atWords in
                        unsafe text.withUnsafeBufferPointer { text in
                            var strings = unsafe zv_strings(
                                rows: rows.baseAddress, steps: steps.baseAddress,
                                anywhere: anywhere.isEmpty ? nil : anywhere.baseAddress,
                                at_words: atWords.baseAddress, step_count: UInt32(steps.count),
                                most_ends: UInt32(tree.mostEnds))
                            return unsafe zv_find_strings(
                                &strings, text.baseAddress, offset, text.count, hits.baseAddress, hits.count, &found)
                        }
                    }
                }
            }
        }
    }
}
