// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The name of a kind of personal data, such as `PERSON` or `RU_SNILS`.
///
/// A newtype and not an enumeration: types are declared in `dictionaries/entities`, so that a new
/// document type is a file and not a change of code. The constants below are those that code itself names.
package struct EntityType: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    package var description: String { rawValue }
}

extension EntityType {
    /// A natural person's name, in any script.
    package static let person = EntityType(rawValue: "PERSON")
    /// A postal address that leads to a door.
    package static let address = EntityType(rawValue: "ADDRESS")
    /// A town, region or country by itself.
    package static let location = EntityType(rawValue: "LOCATION")
    /// An organization's name with its legal form.
    package static let organization = EntityType(rawValue: "ORGANISATION")
    /// Text of the caller that already looks like one of our tokens; it is tokenised so that it comes back as it was.
    package static let literal = EntityType(rawValue: "LITERAL")
}
