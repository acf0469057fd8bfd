// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a labelled span is called when spans of different makers are compared, such as `PERSON` or `ID`.
package struct SpanLabel: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// A label that no table names: never scored, but what it covers is covered.
    package static let other = SpanLabel(rawValue: "OTHER")
    /// All labels together, in reports.
    package static let all = SpanLabel(rawValue: "ALL")
}
