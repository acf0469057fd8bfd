// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Log-odds of the evidence for and against a place. The tests hold the cases.
enum PlaceWeights {
    // What the lexicon has
    static let large = 2.5
    static let small = 0.5
    static let largeShared = -1.2
    static let smallShared = -2.5
    static let code = -6.0
    static let region = 2.0

    // How it is written
    static let severalWords = 1.0
    static let lowerCase = -3.5
    static let acronym = -2.0
    static let inCompound = -2.0

    // Words around
    static let preposition = 1.5
    static let kind = 3.0
    /// Arabic has the same words for kinds of rule: ولاية.
    static let kindArabic = 2.0
    static let field = 3.0
    static let besidePlace = 1.5
    static let codeAfterPlace = 8.0
    static let partOfName = -3.0

    // The tagger
    static let tagger = 0.6
    static let taggerAlone = -2.0
    /// How much it can take from a large place that is nothing else.
    static let mostAgainst = 2.0
    /// How sure it can be, as a probability.
    static let surest: Float = 0.995
    /// Words that it is as sure of are a candidate of its own.
    static let taggerThreshold: Float = 0.5
    /// Words that may be a person's as well are none: places are passed, so that an error would leave in clear.
    static let mostPerson: Float = 0.1

    /// Below this nothing is reported (probability 0.27).
    static let floor = -1.0
}
