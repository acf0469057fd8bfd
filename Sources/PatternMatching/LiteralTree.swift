// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// A trie of strings in flat tables, as the kernel reads it (`zv_strings`).
///
/// A complete automaton of the dictionaries' strings takes ten megabytes, this a fraction of one; and what a walk reads of it
/// stands side by side, so that a text costs few lines of the cache.
struct LiteralTree: Sendable {
    /// By row and byte: the step after a node with many children, the root first.
    private(set) var rows: [UInt32] = []
    /// The steps after every other node, those of a node side by side and its first child's right behind them.
    private(set) var steps: [UInt32] = [0]
    /// By step, those of rows last: which list of `ids` ends with it; 0 for none.
    private(set) var endings: [UInt32] = []
    /// Identifiers of the strings that end at one node, ascending, list by list; and where each list ends.
    private(set) var ids: [Int] = []
    private(set) var listEnds = [0]
    /// The most strings that begin at one place of a text.
    let mostEnds: Int

    /// More children than this are not compared one by one.
    private static let maximumSteps = 12

    /// `nil` for a trie of more nodes than a step can tell apart.
    init?(_ trie: LiteralTrie) {
        mostEnds = Self.mostEnds(of: trie)
        let order = Self.depthFirst(trie)
        let places = Self.places(of: order, in: trie)
        guard places.stepCount + places.rowCount << 8 <= Int(ZV_STEP_PLACE) else { return nil }
        rows = [UInt32](repeating: 0, count: places.rowCount << 8)
        steps = [UInt32](repeating: 0, count: places.stepCount)
        endings = [UInt32](repeating: 0, count: places.stepCount + places.rowCount << 8)
        var listed: [Int: UInt32] = [:]
        for node in order {
            let children = trie.nodes[node].children.sorted { $0.key < $1.key }
            let (start, isRow) = places.first[node]
            for (index, (byte, child)) in children.enumerated() {
                var step = UInt32(byte) << 24 | UInt32(places.first[child].place)
                if places.first[child].isRow { step |= UInt32(ZV_STEP_ROW) }
                let place = isRow ? start << 8 | Int(byte) : start + index
                if !trie.nodes[child].ids.isEmpty {
                    step |= UInt32(ZV_STEP_ENDS)
                    let list = listed[child] ?? UInt32(listEnds.count)
                    if list == listEnds.count {
                        ids += Set(trie.nodes[child].ids).sorted()
                        listEnds.append(ids.count)
                    }
                    listed[child] = list
                    endings[isRow ? places.stepCount + place : place] = list
                }
                if index == children.count - 1 { step |= UInt32(ZV_STEP_LAST) }
                if isRow { rows[place] = step } else { steps[place] = step }
            }
        }
    }

    /// Which of `ids` end with a step.
    func list(endingWith step: UInt32) -> Range<Int> {
        let list = Int(endings[Int(step)])
        return list == 0 ? 0..<0 : listEnds[list - 1]..<listEnds[list]
    }

    /// The nodes, each before its children and the first of these right behind it.
    private static func depthFirst(_ trie: LiteralTrie) -> [Int] {
        var order: [Int] = []
        var isSeen = [Bool](repeating: false, count: trie.nodes.count)
        var open = [0]
        while let node = open.popLast() {
            guard !isSeen[node] else { continue }
            isSeen[node] = true
            order.append(node)
            open += trie.nodes[node].children.sorted { $0.key > $1.key }.map(\.value)
        }
        return order
    }

    /// By node: where the steps after it are; how many steps and rows there are.
    private static func places(
        of order: [Int], in trie: LiteralTrie
    ) -> (first: [(place: Int, isRow: Bool)], stepCount: Int, rowCount: Int) {
        var first = [(place: Int, isRow: Bool)](repeating: (0, false), count: trie.nodes.count)
        var stepCount = 1
        var rowCount = 0
        for node in order {
            let count = trie.nodes[node].children.count
            if node == 0 || count > maximumSteps {
                first[node] = (rowCount, true)
                rowCount += 1
            } else if count > 0 {
                first[node] = (stepCount, false)
                stepCount += count
            }
        }
        return (first, stepCount, rowCount)
    }

    private static func mostEnds(of trie: LiteralTrie) -> Int {
        var counts = [Int](repeating: 0, count: trie.nodes.count)
        for index in trie.nodes.indices.sorted(by: { trie.nodes[$0].depth < trie.nodes[$1].depth }) {
            counts[index] += trie.nodes[index].ids.isEmpty ? 0 : 1
            for child in trie.nodes[index].children.values { counts[child] = max(counts[child], counts[index]) }
        }
        return counts.max() ?? 0
    }
}
