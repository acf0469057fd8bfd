// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word means in an address. A word can mean several things: «пер.», "St".
struct AddressRoles: OptionSet, Sendable {
    let rawValue: UInt64

    /// Kinds of streets, before the name («ул.», "rue") or after it ("Street", «улица»); weak ones are ordinary words.
    static let streetBefore = Self(rawValue: 1)
    static let streetBeforeWeak = Self(rawValue: 1 << 1)
    static let streetAfter = Self(rawValue: 1 << 2)
    static let streetAfterWeak = Self(rawValue: 1 << 3)
    /// A house, a part of it («корпус», "Block"), a unit in it («кв.», "Apt"), before their numbers.
    static let house = Self(rawValue: 1 << 4)
    static let part = Self(rawValue: 1 << 5)
    static let unit = Self(rawValue: 1 << 6)
    /// What stands after its number: "2nd Floor", «5 этаж».
    static let unitAfter = Self(rawValue: 1 << 7)
    /// A post box, before its number.
    static let box = Self(rawValue: 1 << 8)
    /// A kind of settlement, before the name; `townDotted` only as an abbreviation with its dot.
    static let town = Self(rawValue: 1 << 9)
    static let townDotted = Self(rawValue: 1 << 10)
    static let townAfter = Self(rawValue: 1 << 11)
    static let regionBefore = Self(rawValue: 1 << 12)
    static let regionAfter = Self(rawValue: 1 << 13)
    /// A quarter of a town, before its name or number.
    static let district = Self(rawValue: 1 << 14)
    static let postcodeLabel = Self(rawValue: 1 << 15)
    /// A town, region or country by name.
    static let place = Self(rawValue: 1 << 16)
    /// An abbreviation of a state, in capitals.
    static let state = Self(rawValue: 1 << 17)
    static let direction = Self(rawValue: 1 << 18)
    /// Small words inside names: "de la", «имени».
    static let particle = Self(rawValue: 1 << 19)
    /// Words before an address, and words that make the label speak of something else: "e-mail address".
    static let label = Self(rawValue: 1 << 20)
    static let labelExcept = Self(rawValue: 1 << 21)
    static let locative = Self(rawValue: 1 << 22)
    /// Never part of a name.
    static let stop = Self(rawValue: 1 << 23)
    /// What a number counts: then it is no house.
    static let measure = Self(rawValue: 1 << 24)
    /// A military post office: APO, FPO, DPO.
    static let military = Self(rawValue: 1 << 25)
    /// «№», "No.": stands before a number and says no more.
    static let numberSign = Self(rawValue: 1 << 26)
    /// A word in a field's name that holds addresses.
    static let field = Self(rawValue: 1 << 27)
    /// What exported tables write for an empty field: null, nan.
    static let filler = Self(rawValue: 1 << 31)
    /// Words before two streets that meet: "the corner of".
    static let corner = Self(rawValue: 1 << 32)
    /// A ship's prefix, whose name stands before its military post office.
    static let ship = Self(rawValue: 1 << 33)
    /// "is", between a label and its address.
    static let copula = Self(rawValue: 1 << 34)
    /// Names that streets often have («Ленина»), and words in the form of one («Малышева», «Садовая»), which is computed.
    static let streetName = Self(rawValue: 1 << 35)
    static let streetForm = Self(rawValue: 1 << 36)
    /// "second", «الثاني», beside a floor.
    static let ordinal = Self(rawValue: 1 << 37)
    /// What ends the name of a house: "Rose Cottage".
    static let houseAfter = Self(rawValue: 1 << 38)
    /// The letters of a country before its postcode: D-10435.
    static let postcodePrefix = Self(rawValue: 1 << 39)
    /// Which flat of a floor: "3º izq."
    static let floorSide = Self(rawValue: 1 << 40)
    /// The word ends as names of streets do: "Hauptstraße". Not in the files: computed from `endings` and `endings_weak`.
    static let ending = Self(rawValue: 1 << 28)
    static let endingWeak = Self(rawValue: 1 << 29)
    /// A kind of street after its name where the house stands first: "12 Main Street".
    static let streetAfterHouse = Self(rawValue: 1 << 30)

    /// What begins premises when a number follows.
    static let premises: Self = [.house, .part, .unit, .box]
    static let anyStreetBefore: Self = [.streetBefore, .streetBeforeWeak]
    static let anyStreetAfter: Self = [.streetAfter, .streetAfterHouse, .streetAfterWeak]

    /// The keys of the files under `dictionaries/addresses`.
    static let named: [(name: String, role: Self)] = [
        ("street_before", .streetBefore), ("street_before_weak", .streetBeforeWeak), ("street_after", .streetAfter),
        ("street_after_house", .streetAfterHouse), ("street_after_weak", .streetAfterWeak), ("house", .house),
        ("part", .part), ("unit", .unit),
        ("unit_after", .unitAfter), ("box", .box), ("town", .town), ("town_dotted", .townDotted),
        ("town_after", .townAfter), ("region_before", .regionBefore), ("region_after", .regionAfter),
        ("district", .district), ("postcode_label", .postcodeLabel), ("place", .place), ("state", .state),
        ("direction", .direction), ("particle", .particle), ("label", .label), ("label_except", .labelExcept),
        ("locative", .locative), ("stop", .stop), ("measure", .measure), ("military", .military),
        ("number_sign", .numberSign), ("field", .field), ("filler", .filler), ("corner", .corner), ("ship", .ship),
        ("copula", .copula), ("street_name", .streetName), ("ordinal", .ordinal), ("house_after", .houseAfter),
        ("postcode_prefix", .postcodePrefix), ("floor_side", .floorSide),
    ]
}
