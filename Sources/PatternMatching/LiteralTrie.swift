// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The strings of a `LiteralAutomaton` while it is built: a trie over UTF-8 in which the two cases of a letter meet.
struct LiteralTrie {
    struct Node {
        var children: [UInt8: Int] = [:]
        /// How many bytes lead here.
        var depth = 0
        /// What ends here.
        var ids: [Int] = []
        /// Where the strings that end here count.
        var kinds: LiteralKind = []
    }

    private(set) var nodes = [Node()]
    /// What `spellings(of:)` said before: looking up the cases of a letter is most of an insertion.
    private var knownSpellings: [Unicode.Scalar: [[UInt8]]] = [:]

    /// Adds a string; both cases of each letter lead to the same node.
    mutating func insert(_ text: String, id: Int, kind: LiteralKind) {
        var node = 0
        for scalar in text.unicodeScalars {
            let spellings = knownSpellings[scalar] ?? Self.spellings(of: scalar)
            knownSpellings[scalar] = spellings
            let end = walk(spellings[0], from: node)
            for other in spellings.dropFirst() {
                let parent = walk(other.dropLast(), from: node)
                if let last = other.last { nodes[parent].children[last] = end }
            }
            node = end
        }
        nodes[node].ids.append(id)
        nodes[node].kinds.insert(kind)
    }

    /// By node: where the strings count that it leads to, itself included.
    var kinds: [LiteralKind] {
        var kinds = nodes.map(\.kinds)
        for index in nodes.indices.sorted(by: { nodes[$0].depth > nodes[$1].depth }) {
            for child in nodes[index].children.values { kinds[index].formUnion(kinds[child]) }
        }
        return kinds
    }

    private mutating func walk(_ bytes: some Collection<UInt8>, from start: Int) -> Int {
        var node = start
        for byte in bytes {
            if let child = nodes[node].children[byte] {
                node = child
            } else {
                nodes.append(Node(depth: nodes[node].depth + 1))
                nodes[node].children[byte] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        return node
    }

    /// The UTF-8 of a letter in its cases, those of equal length: the automaton needs the cases in step.
    private static func spellings(of scalar: Unicode.Scalar) -> [[UInt8]] {
        let plain = Array(String(scalar).utf8)
        let cases = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].map { Array($0.utf8) }
        return [plain] + cases.filter { $0 != plain && $0.count == plain.count }
    }
}
