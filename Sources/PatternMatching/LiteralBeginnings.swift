// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// What the strings of a trie begin with, as a Bloom filter for each of four lengths: most places of a text begin none, and
/// are passed over without a look at the trie.
///
/// A string is known by its first 6 bytes, a shorter one by 4, 3 or 1 of them.
struct LiteralBeginnings {
    /// The bits of `zv_beginning_of`, for each beginning in every mixture of cases.
    private(set) var words = [UInt64](repeating: 0, count: Int(ZV_BEGINNING_WORDS))

    private static let longest = 6

    init(_ trie: LiteralTrie) {
        var seen: Set<Path> = []
        var open = [Path(node: 0, bytes: 0, length: 0)]
        while let path = open.popLast() {
            let node = trie.nodes[path.node]
            if path.length == Self.longest {
                insert(path.bytes, Self.longest)
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
        case 1, 3: insert(path.bytes, path.length)
        // All that may stand behind two bytes, in one case.
        case 2: for third in UInt64(0)..<256 where third & 0x20 != 0 { insert(path.bytes | third << 16, 3) }
        default: insert(path.bytes, 4)
        }
    }

    private mutating func insert(_ bytes: UInt64, _ length: Int) {
        let beginning = zv_beginning_of(bytes, UInt32(length))
        words[Int(beginning.word)] |= beginning.bits
    }
}
