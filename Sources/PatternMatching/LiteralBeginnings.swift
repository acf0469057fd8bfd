// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// What the strings of a trie begin with, as a Bloom filter of one hash: most places of a text begin none, and are passed
/// over without a look at the automaton, whose states do not fit the cache.
///
/// A string is known by its first 6 bytes, a shorter one by 4, 3 or 2 of them.
struct LiteralBeginnings {
    /// Bit `zv_beginning`, for each beginning in every mixture of cases.
    private(set) var bits = [UInt8](repeating: 0, count: 1 << 15)

    private static let longest = 6

    /// - Parameter trie: not connected yet, so that what ends at a node is its own.
    init(_ trie: LiteralTrie) {
        var seen: Set<Path> = []
        var open = [Path(node: 0, bytes: 0, length: 0)]
        while let path = open.popLast() {
            let node = trie.nodes[path.node]
            if path.length == Self.longest {
                insert(path.bytes, 6)
                continue
            }
            if !node.ids.isEmpty { insertWhole(path) }
            for (byte, child) in node.children {
                // The kernel does not tell the cases of ASCII apart, and takes others for them that have the same bits.
                let bytes = path.bytes | UInt64(byte | 0x20) << UInt64(8 * path.length)
                let next = Path(node: child, bytes: bytes, length: path.length + 1)
                if seen.insert(next).inserted { open.append(next) }
            }
        }
    }

    private struct Path: Hashable {
        let node: Int
        let bytes: UInt64
        let length: Int
    }

    /// A string that is shorter than the longest beginning.
    private mutating func insertWhole(_ path: Path) {
        switch path.length {
        case 1: for second in UInt64(0)..<256 { insert(path.bytes | second << 8, 2) }
        case 2, 3: insert(path.bytes, path.length)
        default: insert(path.bytes, 4)
        }
    }

    private mutating func insert(_ bytes: UInt64, _ length: Int) {
        let bit = Int(zv_beginning(bytes, UInt32(length)))
        bits[bit >> 3] |= 1 << UInt8(bit & 7)
    }
}
