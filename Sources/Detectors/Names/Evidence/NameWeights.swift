// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Log-odds of the evidence for and against a person. Tuned by hand on development corpora; the tests hold the cases.
enum NameWeights {
    /// Of any candidate before its evidence.
    static let prior = -4.0

    // Words
    static let given = 3.8
    static let givenUsual = 4.3
    static let givenOrdinary = 2.2
    static let givenFrequent = 1.5
    static let surnameShaped = 3.6
    static let surnameGuessed = 2.2
    static let surnamePlain = 2.2
    static let surnameOrdinary = 0.5
    static let surnameShapedOrdinary = 1.3
    static let surnameFrequent = 0.3
    static let patronymic = 4.4
    static let unknown = 0.4
    static let unknownOrdinary = -0.6
    static let noGiven = -1.5
    static let initials = 3.0
    static let initial = 2.4
    static let bareInitials = 1.5
    static let isPlace = -0.6
    static let isPlaceAlone = -3.0
    static let isPlaceAndNameAlone = -1.4

    // English and other Latin-script words
    static let latinGiven = 2.8
    static let latinGivenUsual = 3.6
    static let latinGivenOrdinary = 2.2
    static let latinGivenFrequent = 0.9
    static let latinSurname = 1.6
    static let latinSurnameUsual = 2.4
    static let latinSurnameOrdinary = 0.7
    static let latinSurnameFrequent = 0.0
    static let latinShaped = 1.6
    static let family = 2.0
    static let aloneOnLine = 1.8
    static let speaker = 1.5
    static let latinFrequentFirst = -1.0
    static let latinPair = 1.0
    static let latinSurnameFirst = -0.5
    static let latinInverted = 0.5
    static let latinNoGiven = -0.5

    // Arabic words
    static let arabicGiven = 2.2
    static let arabicGivenUsual = 4.1
    static let arabicGivenOrdinary = 0.7
    static let arabicGivenFrequent = -0.8
    static let arabicSurname = 1.7
    static let arabicSurnameOrdinary = -0.8
    static let arabicSurnameFrequent = -1.2
    static let arabicUnknownWithArticle = -0.3
    static let arabicOrdinaryWithArticle = -0.6
    static let arabicUnknownLast = -0.4
    static let arabicOrdinaryFirst = -1.2
    static let arabicOrdinaryLater = -0.8
    static let arabicOrdinaryArticleLater = -1.3
    static let arabicArticleFirst = -2.5
    static let arabicCompound = 3.2
    static let arabicSurnameFirst = -1.0
    static let arabicCompoundAlone = 1.2

    // How the parts stand together
    static let adjacent = 1.0
    static let agreement = 0.7
    static let disagreement = -2.5
    static let lineBreak = -2.0
    static let fullTriple = 1.5

    // How the text is written
    static let insideSentence = 0.6
    static let uncommonAtStart = 0.3
    static let startsSentence = -1.5
    static let ordinaryFirst = -2.5
    static let placeFirst = -4.0
    static let lowerCase = -1.6
    static let lowerCaseText = -0.8
    static let upperCaseAlone = -1.5
    static let acronym = -3.5
    static let quotedAlone = -1.5
    static let upperCase = -0.7

    // Words around
    static let honorific = 4.0
    static let title = 2.6
    static let titleNear = 1.2
    static let introduction = 3.5
    static let label = 2.6
    static let wholeField = 4.0
    static let address = 1.5
    static let relation = 1.2
    static let speech = 1.1
    static let addressee = 1.1
    static let afterPlaceWord = -6.0
    static let afterFacilityWord = -3.0
    static let beforePlaceWord = -5.0
    static let quotedOrganization = -5.0
    static let organization = -1.5
    static let townAfterPreposition = -3.0
    static let repeatsName = 4.5
    static let nameField = 5.5
    static let saidName = 5.0
    static let spelledAlone = 4.4
    static let syllabicSurname = 2.4
    static let syllabicGiven = 3.2
    static let syllabicGivenAlone = 4.4
    static let aboveAddress = 1.5
    static let besideName = 1.9
    static let besideContact = 2.0
    static let besideContactUnlisted = 0.8
    static let contactGiven = 4.8
    static let contactGivenOrdinary = 4.2
    static let contactRepeats = 4.8
    static let surnameEnding = 1.5
    static let relationGiven = 1.2
    static let arabicUsualAlone = 1.0
    static let predicateAfter = 0.8
    static let never = -8.0
    static let ofThing = -7.0
    static let plainSmall = -2.0
    static let plainWords = -1.0
}
