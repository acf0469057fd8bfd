// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Log-odds of the evidence for and against an address. Tuned by hand on development corpora; the tests hold the cases.
enum AddressWeights {
    /// Of any chain of components before its evidence.
    static let prior = -5.0

    // Streets
    static let street = 3.2
    static let streetWeak = 1.8
    static let streetEnding = 2.7
    static let streetEndingWeak = 1.6
    static let streetNumbered = 2.0
    static let bareStreet = 0.8
    /// A name as streets have them: «Баумана», «Садовая»; in small letters; with the postcode of its town.
    static let streetName = 0.9
    static let streetNameLowerCase = -0.4
    static let streetBeforePostcode = 2.6
    /// A name in small letters behind a whole word, behind an abbreviation.
    static let lowerCase = -1.5
    static let lowerCaseAbbreviated = -0.3
    static let lowerCaseNumbered = -0.9
    /// "Main Street" without the number that stands before it in English.
    static let streetAlone = 2.6
    /// The number of the house before a street whose kind is an ordinary word; a year before it.
    static let houseBeforeWeak = 0.7
    static let yearBefore = -1.5
    static let ordinaryCapitals = -1.0

    // Premises
    static let houseNumber = 2.3
    static let houseNumberBare = 1.3
    static let numberedName = 1.7
    static let houseNumberBehindWeak = 1.3
    /// A number before the name too: "87331 Dunajska 56".
    static let numberBeforeToo = 0.8
    static let houseLabelled = 3.0
    static let houseLabelledLatin = 2.0
    static let houseNamed = 2.6
    /// «мкр. Северный 12-33»: a house with a flat, or a house alone, behind a quarter.
    static let houseAndFlatInQuarter = 3.6
    static let houseInQuarter = 2.6
    static let part = 1.2
    static let unit = 2.2
    static let unitAfter = 1.2
    static let box = 6.0
    static let military = 5.0
    static let corner = 3.0

    // Places
    static let town = 1.5
    static let region = 1.2
    static let district = 1.5
    static let place = 1.0
    static let state = 0.5
    static let bareTown = 0.3
    static let postcodePlain = 1.2
    static let postcodeShort = 0.6
    static let postcodeFormed = 2.0
    static let postcodeLabelled = 2.2
    static let postcodeCertain = 5.6
    /// A name with a number beside a town that is called one, or a postcode with its place.
    static let bareWithTown = 2.0
    /// A name with the numbers of a house and a flat beside a place.
    static let flatWithPlace = 2.4
    /// A street without a house beside a town and a postcode of a form of its own: "Station Road, Ely CB7 4AB".
    static let streetWithPostcode = 0.8
    /// A name as streets have them beside a place.
    static let nameWithPlace = 1.6

    // Words around
    static let label = 2.5
    static let labelAdjacent = 0.8
    static let locative = 0.6
    /// «на Ленина 45»
    static let onStreet = 2.0
    static let field = 4.0
    static let wholeLine = 0.5
}
