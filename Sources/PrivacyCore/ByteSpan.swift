// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A half-open range of UTF-8 byte offsets. Which text it counts in is said by whoever holds it.
package struct ByteSpan: Hashable, Sendable, Comparable {
    package let start: Int
    package let end: Int

    /// Precondition: `0 <= start <= end`.
    package init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "a span does not run backwards")
        self.start = start
        self.end = end
    }

    package init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

    package var range: Range<Int> { start..<end }
    package var count: Int { end - start }
    package var isEmpty: Bool { start == end }

    /// Whether the two share at least one byte.
    package func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }

    /// Whether `other` lies within this span.
    package func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }

    package static func < (left: Self, right: Self) -> Bool { (left.start, left.end) < (right.start, right.end) }
}
