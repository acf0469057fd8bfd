// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word beside a place says about it.
struct PlaceRoles: OptionSet, Sendable {
    let rawValue: UInt16

    /// Prepositions: of where one is, whence, whither. In Russian each asks for a case.
    static let inside = Self(rawValue: 1)
    static let from = Self(rawValue: 1 << 1)
    static let to = Self(rawValue: 1 << 2)
    /// Kinds of places before a name: «г.», "city of", مدينة.
    static let kind = Self(rawValue: 1 << 3)
    /// Kinds of regions behind a Russian adjective: «Одинцовский район».
    static let regionAfter = Self(rawValue: 1 << 4)
    /// Stands before the adjective's kind: «автономный».
    static let regionMiddle = Self(rawValue: 1 << 5)
    /// Labels of forms, before a colon.
    static let label = Self(rawValue: 1 << 6)
    /// Words in the name of a field that holds a place; and words beside them that say it holds something else.
    static let field = Self(rawValue: 1 << 7)
    static let fieldExcept = Self(rawValue: 1 << 8)
    /// Between two places: and.
    static let conjunction = Self(rawValue: 1 << 9)
    /// Behind a name that is a part of it: "Bulls", «Таймс».
    static let notBefore = Self(rawValue: 1 << 10)
    /// No place by itself, whatever the tagger says: "the", "Iraqi".
    static let notPlace = Self(rawValue: 1 << 11)

    /// Words before a place in small letters.
    static let before: Self = [.inside, .from, .to, .kind]

    /// The keys of the YAML files under `dictionaries/places`.
    static let named: [(name: String, role: Self)] = [
        ("in", .inside), ("from", .from), ("to", .to), ("kind", .kind), ("region_after", .regionAfter),
        ("region_middle", .regionMiddle), ("label", .label), ("field", .field), ("field_except", .fieldExcept),
        ("conjunction", .conjunction), ("not_before", .notBefore),
        ("not_place", .notPlace),
    ]
}
