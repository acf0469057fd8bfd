// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// What the strings of a trie begin with, as Bloom filters: most places of a text begin none, and are passed over without a
/// look at the trie.
///
/// A string is known by its first 8 bytes, a shorter one by 6, 4 or 3.
struct LiteralBeginnings {
    /// The bits for each beginning in every mixture of cases.
    private(set) var words = [UInt64](repeating: 0, count: Int(ZV_STARTS))

    /// - Parameter kind: which strings are meant.
    init(_ trie: LiteralTrie, of kind: LiteralKind) {
        let kinds = trie.kinds
        guard kinds[0].contains(kind) else { return }
        var seen: Set<Path> = []
        var open = [Path(node: 0, bytes: 0, length: 0)]
        while let path = open.popLast() {
            if path.length == Self.longest {
                insert(path.bytes, path.length)
                continue
            }
            if trie.nodes[path.node].kinds.contains(kind) { insertWhole(path) }
            for (byte, child) in trie.nodes[path.node].children where kinds[child].contains(kind) {
                // The kernel does not tell the cases of ASCII apart, and takes others for them that have the same bits.
                let bytes = path.bytes | UInt64(byte | 0x20) << UInt64(8 * path.length)
                let next = Path(node: child, bytes: bytes, length: path.length + 1)
                if seen.insert(next).inserted { open.append(next) }
            }
        }
    }

    private static let longest = 8

    private struct Path: Hashable {
        let node: Int
        let bytes: UInt64
        let length: Int

        /// How many bytes `zv_first_of` takes.
        var first: Int { bytes & 0x80 == 0 ? 3 : 4 }
    }

    /// A string that is shorter than the longest beginning.
    private mutating func insertWhole(_ path: Path) {
        switch path.first - path.length {
        case ...0: insert(path.bytes, path.length < 6 ? min(path.length, 4) : 6)
        // All that may stand behind it, in one case.
        case 1:
            for last in UInt64(0)..<256 where last & 0x20 != 0 {
                insert(path.bytes | last << UInt64(8 * path.length), path.first)
            }
        default: insert(Int(ZV_SINGLE) << 6 | Int(path.bytes & 0xFF))
        }
    }

    private mutating func insert(_ bytes: UInt64, _ length: Int) {
        insert(Int(ZV_FIRST) << 6 | Int(zv_first_of(UInt32(truncatingIfNeeded: bytes))))
        let beginning = zv_beginning_of(bytes, UInt32(length))
        words[Int(beginning.word)] |= beginning.bits
    }

    private mutating func insert(_ bit: Int) { words[bit >> 6] |= 1 << UInt64(bit & 63) }
}
