// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The code points that some spans cover, as ranges in order that do not touch.
struct SpanUnion {
    let ranges: [Range<Int>]

    init(_ spans: [LabeledSpan]) {
        var ranges: [Range<Int>] = []
        for span in spans.sorted() {
            if let last = ranges.last, span.range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, span.range.upperBound)
            } else {
                ranges.append(span.range)
            }
        }
        self.ranges = ranges
    }

    /// How many code points are covered.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// How many code points of the range are covered.
    func covered(_ range: Range<Int>) -> Int { ranges.reduce(0) { $0 + $1.clamped(to: range).count } }

    /// How many code points two unions share.
    func shared(with other: Self) -> Int {
        var (index, otherIndex, count) = (0, 0, 0)
        while index < ranges.count, otherIndex < other.ranges.count {
            let (range, otherRange) = (ranges[index], other.ranges[otherIndex])
            count += range.clamped(to: otherRange).count
            if range.upperBound < otherRange.upperBound { index += 1 } else { otherIndex += 1 }
        }
        return count
    }

    /// The parts of a range that are not covered.
    func gaps(in range: Range<Int>) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var start = range.lowerBound
        for covered in ranges where covered.overlaps(range) {
            if start < covered.lowerBound { gaps.append(start..<covered.lowerBound) }
            start = max(start, covered.upperBound)
        }
        return start < range.upperBound ? gaps + [start..<range.upperBound] : gaps
    }
}
