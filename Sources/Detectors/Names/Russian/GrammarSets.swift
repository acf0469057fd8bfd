// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The grammatical cases a word form can stand for.
struct RussianCases: OptionSet, Sendable {
    let rawValue: UInt8

    static let nominative = Self(rawValue: 1)
    static let genitive = Self(rawValue: 2)
    static let dative = Self(rawValue: 4)
    static let accusative = Self(rawValue: 8)
    static let instrumental = Self(rawValue: 16)
    static let prepositional = Self(rawValue: 32)
    static let all = Self(rawValue: 63)

    /// The order in which declension tables list forms.
    static let ordered: [Self] = [.nominative, .genitive, .dative, .accusative, .instrumental, .prepositional]
}

/// The genders and number a word form can stand for; a family («Ивановы») is `plural`.
struct RussianGender: OptionSet, Sendable {
    let rawValue: UInt8

    static let masculine = Self(rawValue: 1)
    static let feminine = Self(rawValue: 2)
    static let plural = Self(rawValue: 4)
}

/// The parts of a Russian name that a declension serves.
struct NameRoles: OptionSet, Sendable {
    let rawValue: UInt8

    static let given = Self(rawValue: 1)
    static let surname = Self(rawValue: 2)
    static let patronymic = Self(rawValue: 4)
}
