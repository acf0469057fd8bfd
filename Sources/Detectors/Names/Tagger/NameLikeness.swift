// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much a word looks like a person's or a place's name, by its letters alone: sums of weights of its letter groups.
///
/// There are two halves, each learned from other words: a word is judged by the half that has not seen it or words that
/// begin alike, so that a known name looks no more like one than an unknown name does.
package struct NameLikeness: Sendable {
    /// How many bits a letter group's place has.
    package static let bits = 16
    /// The weight of one unit.
    package static let unit: Float = 1.0 / 32
    /// The most letters that are read.
    private static let longest = 24

    /// By place: four weights, each plus 128: person and place of the first half, then of the second.
    private let weights: [UInt32]

    package init(weights: [UInt32]) {
        self.weights = weights
    }

    /// Which half judges a word: 0 or 1.
    package static func half(of word: ArraySlice<UInt8>) -> Int {
        // Four letters of two bytes, or five of one.
        let isNarrow = (word.first ?? 0) < 0x80
        var hash = WordHash()
        for byte in word.prefix(isNarrow ? 5 : 8) { hash.add(byte) }
        return Int(truncatingIfNeeded: hash.value & 1)
    }

    /// Calls `body` with the place of each group of two, three and four letters, the word's ends counting as letters.
    @inline(__always)
    package static func forEachGroup(of word: ArraySlice<UInt8>, _ body: (Int) -> Void) {
        var letters: UInt64 = 1
        var index = word.startIndex
        var count = 0
        while count < longest {
            var letter: UInt64 = 2
            if index < word.endIndex {
                letter = UInt64(word[index])
                index += 1
                if letter >= 0xC0, index < word.endIndex {
                    letter = letter << 8 | UInt64(word[index])
                    index += 1
                }
            }
            letters = letters << 16 | letter
            count += 1
            body(place(letters & 0xFFFF_FFFF, 1))
            if count > 1 { body(place(letters & 0xFFFF_FFFF_FFFF, 2)) }
            if count > 2 { body(place(letters, 3)) }
            if letter == 2 { return }
        }
    }

    /// A number from 1 to 64 for a word: eight steps for persons times eight for places.
    func level(of word: ArraySlice<UInt8>) -> UInt64 {
        guard !weights.isEmpty else { return 0 }
        var even: UInt32 = 0
        var odd: UInt32 = 0
        var groups: UInt32 = 0
        Self.forEachGroup(of: word) { place in
            even &+= weights[place] & 0x00FF_00FF
            odd &+= weights[place] >> 8 & 0x00FF_00FF
            groups &+= 1
        }
        let shift = UInt32(Self.half(of: word) * 16)
        let person = Self.step(Float(even >> shift & 0xFFFF) - Float(groups * 128))
        let place = Self.step(Float(odd >> shift & 0xFFFF) - Float(groups * 128))
        return person * 8 + place + 1
    }

    /// A step for each unit of log-odds around even chances.
    private static func step(_ units: Float) -> UInt64 { UInt64(min(max(units * unit + 4, 0), 7)) }

    private static func place(_ letters: UInt64, _ kind: UInt64) -> Int {
        let mixed = (letters &+ kind &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: ((mixed ^ (mixed >> 29)) &* 0xC4CE_B9FE_1A85_EC53) >> UInt64(64 - bits))
    }
}
