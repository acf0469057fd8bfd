// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a lexicon says about a word.
struct NameFlags: OptionSet, Sendable {
    let rawValue: UInt8

    /// A man's, a woman's given name.
    static let givenMale = Self(rawValue: 1)
    static let givenFemale = Self(rawValue: 2)
    static let given: Self = [.givenMale, .givenFemale]
    static let surname = Self(rawValue: 4)
    /// Also an ordinary word, as «вера» or "mark"; `frequent` if running text has it mostly so.
    static let ordinary = Self(rawValue: 8)
    static let frequent = Self(rawValue: 16)
    /// A town, region or country.
    static let place = Self(rawValue: 32)
    /// In a short list of usual given names, of usual surnames.
    static let usualGiven = Self(rawValue: 64)
    static let usualSurname = Self(rawValue: 128)

    /// Whether the word is a given name of any gender.
    var isGiven: Bool { !isDisjoint(with: .given) }
    /// Whether the word is a name of any kind.
    var isName: Bool { isGiven || contains(.surname) }
}
