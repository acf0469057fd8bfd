// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A place in a text with a label: half-open, in Unicode code points.
package struct LabeledSpan: Hashable, Sendable, Comparable {
    package let range: Range<Int>
    package let label: SpanLabel

    package init(_ range: Range<Int>, _ label: SpanLabel) {
        self.range = range
        self.label = label
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.range.lowerBound, left.range.upperBound, left.label)
            < (right.range.lowerBound, right.range.upperBound, right.label)
    }
}

/// A span as somebody wrote it, before it is checked against its text.
struct WrittenSpan: Sendable {
    let start: Int
    let end: Int
    let label: String
    /// The entity type, where it is more exact than the label.
    let type: String
}
