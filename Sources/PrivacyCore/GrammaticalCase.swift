// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A case of Russian, in the order in which declension tables list forms.
package enum GrammaticalCase: Int, CaseIterable, Sendable {
    case nominative, genitive, dative, accusative, instrumental, prepositional

    /// The name that dictionaries use.
    package var name: String { "\(self)" }

    /// The letter that asks for the case behind a token's check character; the nominative has none.
    package var suffix: UInt8? {
        switch self {
        case .nominative: nil
        case .genitive: UInt8(ascii: "G")
        case .dative: UInt8(ascii: "D")
        case .accusative: UInt8(ascii: "A")
        case .instrumental: UInt8(ascii: "I")
        case .prepositional: UInt8(ascii: "P")
        }
    }

    /// The case an upper-case letter asks for; `nil` for any other byte.
    package init?(suffix: UInt8) {
        guard let found = Self.allCases.first(where: { $0.suffix == suffix }) else { return nil }
        self = found
    }
}
