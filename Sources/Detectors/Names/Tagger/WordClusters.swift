// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Which words stand in the same surroundings: a number from 1 for each word that a model's clusters have, 0 for others.
package struct WordClusters: Sendable {
    /// By slot of an open-addressed table: 48 bits of a word's hash and its number below them.
    private let slots: [UInt64]

    /// Without words.
    package static let none = WordClusters([:])

    package init(_ numbers: [UInt64: UInt16]) {
        var size = 16
        while size < numbers.count * 2 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for (hash, number) in numbers.sorted(by: { $0.key < $1.key }) {
            var place = Int(truncatingIfNeeded: hash >> 16) & (size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = hash & ~0xFFFF | UInt64(number)
        }
        self.slots = slots
    }

    /// The number of the word with this hash.
    subscript(hash: UInt64) -> UInt64 {
        var place = Int(truncatingIfNeeded: hash >> 16) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] >> 16 == hash >> 16 { return slots[place] & 0xFFFF }
            place = (place + 1) & (slots.count - 1)
        }
        return 0
    }
}
