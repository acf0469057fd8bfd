// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How sensitive a payload is (DESIGN §7a; the crosswalk to laws is in `compliance/`).
///
/// Keys and credentials are a flag beside the classes (`EntityDescriptor.isSecret`) and count as C4 for thresholds.
package enum DataClass: String, CaseIterable, Sendable, Comparable, Codable {
    /// Public.
    case c0 = "C0"
    /// Internal: no personal data.
    case c1 = "C1"
    /// Personal data.
    case c2 = "C2"
    /// Special categories and what the law puts beside them.
    case c3 = "C3"
    /// Biometrics and identity documents.
    case c4 = "C4"
    /// Secrets of state or trade under a mark: blocks.
    case c5 = "C5"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
