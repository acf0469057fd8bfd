// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word beside a name says about it.
struct NameContextRoles: OptionSet, Sendable {
    let rawValue: UInt64

    static let title = Self(rawValue: 1)
    static let address = Self(rawValue: 1 << 1)
    static let introduction = Self(rawValue: 1 << 2)
    static let label = Self(rawValue: 1 << 3)
    static let relation = Self(rawValue: 1 << 4)
    static let speech = Self(rawValue: 1 << 5)
    static let placeBefore = Self(rawValue: 1 << 6)
    static let locative = Self(rawValue: 1 << 7)
    static let placeAfter = Self(rawValue: 1 << 8)
    static let orgBefore = Self(rawValue: 1 << 9)
    static let particle = Self(rawValue: 1 << 10)
    static let suffix = Self(rawValue: 1 << 11)
    static let nasab = Self(rawValue: 1 << 12)
    static let kunya = Self(rawValue: 1 << 13)
    static let never = Self(rawValue: 1 << 14)
    static let honorific = Self(rawValue: 1 << 15)
    static let labelExcept = Self(rawValue: 1 << 16)
    static let facilityBefore = Self(rawValue: 1 << 17)
    static let ordinaryName = Self(rawValue: 1 << 18)
    static let place = Self(rawValue: 1 << 19)
    static let nameField = Self(rawValue: 1 << 20)
    static let conjunction = Self(rawValue: 1 << 21)
    static let filial = Self(rawValue: 1 << 22)
    static let thingBefore = Self(rawValue: 1 << 23)
    static let thing = Self(rawValue: 1 << 24)
    static let copula = Self(rawValue: 1 << 25)
    static let lone = Self(rawValue: 1 << 26)
    static let thingAfter = Self(rawValue: 1 << 27)
    static let determiner = Self(rawValue: 1 << 28)
    static let possessive = Self(rawValue: 1 << 29)
    static let naming = Self(rawValue: 1 << 30)
    static let calling = Self(rawValue: 1 << 31)
    static let nameKey = Self(rawValue: 1 << 32)
    static let spelling = Self(rawValue: 1 << 33)
    static let shortSurname = Self(rawValue: 1 << 34)
    static let namePartField = Self(rawValue: 1 << 35)
    static let placeholder = Self(rawValue: 1 << 36)
    static let addressee = Self(rawValue: 1 << 37)
    static let abbreviation = Self(rawValue: 1 << 38)
    static let contact = Self(rawValue: 1 << 39)
    static let predicate = Self(rawValue: 1 << 40)

    /// What the taggers are told; articles and the like they know by the words themselves.
    var taggerBits: UInt64 { rawValue & (Self.determiner.rawValue - 1) }

    /// The keys of `context.yaml`.
    static let named: [(name: String, role: Self)] = [
        ("honorific", .honorific), ("title", .title), ("labelExcept", .labelExcept),
        ("facilityBefore", .facilityBefore), ("ordinaryName", .ordinaryName), ("place", .place), ("address", .address),
        ("introduction", .introduction), ("label", .label),
        ("relation", .relation), ("speech", .speech), ("placeBefore", .placeBefore), ("locative", .locative),
        ("placeAfter", .placeAfter), ("orgBefore", .orgBefore), ("particle", .particle), ("suffix", .suffix),
        ("nasab", .nasab), ("kunya", .kunya), ("never", .never),
        ("nameField", .nameField), ("conjunction", .conjunction), ("filial", .filial),
        ("thingBefore", .thingBefore), ("thing", .thing), ("copula", .copula), ("lone", .lone),
        ("thingAfter", .thingAfter), ("determiner", .determiner),
        ("possessive", .possessive), ("naming", .naming), ("calling", .calling), ("nameKey", .nameKey),
        ("spelling", .spelling), ("shortSurname", .shortSurname),
        ("namePartField", .namePartField), ("placeholder", .placeholder),
        ("addressee", .addressee), ("abbreviation", .abbreviation), ("contact", .contact),
        ("predicate", .predicate),
    ]
}
