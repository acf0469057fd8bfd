// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Says quickly that a word is not among some names: a bit for the top bits of each name's hash.
///
/// 64 KiB, so that it stays in the cache; about one other word in thirty passes and is looked up in full.
struct NameFilter: Sendable {
    private static let indexBits: UInt64 = 19
    private var bits = [UInt64](repeating: 0, count: 1 << (19 - 6))

    /// The words of some lexicons that have one of the flags.
    init(_ lexicons: NameLexicon..., flags wanted: NameFlags) {
        for lexicon in lexicons {
            lexicon.forEachHashPrefix(Self.indexBits) { prefix, flags in
                if !flags.isDisjoint(with: wanted) { bits[Int(prefix >> 6)] |= 1 << (prefix & 63) }
            }
        }
    }

    /// Whether the word with this hash may be one of the names.
    func mayContain(_ hash: UInt64) -> Bool {
        let prefix = hash >> (64 - Self.indexBits)
        return bits[Int(truncatingIfNeeded: prefix >> 6)] >> (prefix & 63) & 1 == 1
    }
}
