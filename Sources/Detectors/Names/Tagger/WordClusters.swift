// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Which words stand in the same surroundings: a number from 1 for each word that a model's clusters have, 0 for others.
package struct WordClusters: Sendable {
    /// By slot of an open-addressed table: 48 bits of a word's hash and its number below them.
    private let slots: [UInt64]

    /// Without words.
    package static let none = WordClusters([:])

    package init(_ numbers: [UInt64: UInt16]) {
        self.init(entries: numbers.map { $0.key & ~0xFFFF | UInt64($0.value) }.sorted())
    }

    /// The words as a model lists them: 48 bits of a hash with the number below them. Of two with one hash the first counts.
    ///
    /// They go straight into the table: with a dictionary between, most of the time to read a model would be spent on it.
    init(entries: [UInt64]) {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for entry in entries {
            var place = Int(truncatingIfNeeded: entry >> 16) & (size - 1)
            while slots[place] != 0, slots[place] >> 16 != entry >> 16 { place = (place + 1) & (size - 1) }
            if slots[place] == 0 { slots[place] = entry }
        }
        self.slots = slots
    }

    /// What the hash of a word is crossed with where the word begins with a capital and has a number of its own as such.
    package static let capital: UInt64 = 0x5851_F42D_4C95_7F2D

    /// The number of a word as it is written; of a word that has none as such, its number in other case.
    func number(of token: NameToken) -> UInt64 {
        let written = self[token.isCapital ? token.hash ^ Self.capital : token.hash]
        return written != 0 ? written : self[token.isCapital ? token.hash : token.hash ^ Self.capital]
    }

    /// The number of the word with this hash.
    private subscript(hash: UInt64) -> UInt64 {
        var place = Int(truncatingIfNeeded: hash >> 16) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] >> 16 == hash >> 16 { return slots[place] & 0xFFFF }
            place = (place + 1) & (slots.count - 1)
        }
        return 0
    }
}
