// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A country by its ISO 3166-1 alpha-2 code, or a group of countries declared in `compliance/jurisdictions/`.
package struct Jurisdiction: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code, upper case: `RU`, `EEA`.
    package let code: String

    /// Takes 2 to 8 ASCII letters or hyphens in any case; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (2...8).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        code = text.uppercased()
    }

    package static func < (left: Self, right: Self) -> Bool { left.code < right.code }

    package var description: String { code }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
