// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the lexicon of places says about a word or a row of words.
struct PlaceFlags: OptionSet, Sendable {
    let rawValue: UInt8

    /// The whole name of a place.
    static let name = Self(rawValue: 1)
    /// The first words of a longer name.
    static let begins = Self(rawValue: 1 << 1)
    /// A country, a region, a large town.
    static let large = Self(rawValue: 1 << 2)
    /// Also an ordinary word or a person's name.
    static let shared = Self(rawValue: 1 << 3)
    /// An abbreviation, written in capitals.
    static let capitals = Self(rawValue: 1 << 4)
    /// Russian forms that prepositions of place stand before: «в Москве», «из Москвы», «в Москву».
    static let prepositional = Self(rawValue: 1 << 5)
    static let genitive = Self(rawValue: 1 << 6)
    static let accusative = Self(rawValue: 1 << 7)

    /// A state's two letters, which need a town before them.
    var isCode: Bool { isSuperset(of: [.capitals, .shared]) && !contains(.large) }
}
