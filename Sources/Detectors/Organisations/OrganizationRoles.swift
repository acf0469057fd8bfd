// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word means beside the name of an organization.
struct OrganizationRoles: OptionSet, Sendable {
    let rawValue: UInt16

    /// A legal form before the name: as an abbreviation in capitals, or written out.
    static let formBefore = Self(rawValue: 1)
    static let formBeforeWritten = Self(rawValue: 1 << 1)
    /// A legal form behind the name: with a capital or not, or in capitals only.
    static let formAfter = Self(rawValue: 1 << 2)
    static let formAfterUpper = Self(rawValue: 1 << 3)
    /// A kind of organization before a name in Arabic.
    static let kindBefore = Self(rawValue: 1 << 4)
    /// Between words of a name: and, de, по.
    static let connector = Self(rawValue: 1 << 5)
    /// Never part of a name: positions, pronouns.
    static let stop = Self(rawValue: 1 << 6)

    /// The keys of the files under `dictionaries/organisations`.
    static let named: [(name: String, role: Self)] = [
        ("form_before", .formBefore), ("form_before_written", .formBeforeWritten), ("form_after", .formAfter),
        ("form_after_upper", .formAfterUpper), ("kind_before", .kindBefore), ("connector", .connector),
        ("stop", .stop),
    ]

    static let forms: Self = [.formBefore, .formBeforeWritten, .formAfter, .formAfterUpper, .kindBefore]
}
