// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// What of a folded text is found already.
struct CoveredText {
    /// In text order, none inside another.
    private let ranges: [Range<Int>]

    init(_ detections: [Detection], in text: AnalyzedText) {
        var ranges: [Range<Int>] = []
        for span in detections.map({ text.foldedSpan(of: $0.span) }).sorted(by: <)
        where span.end > ranges.last?.upperBound ?? 0 {
            ranges.append(span.range)
        }
        self.ranges = ranges
    }

    /// Whether one finding holds all of `range`.
    func contains(_ range: Range<Int>) -> Bool {
        // The first that ends late enough begins before all others that do.
        let index = firstIndex(endingAt: range.upperBound)
        return index < ranges.count && ranges[index].lowerBound <= range.lowerBound
    }

    /// Whether findings hold every byte of these stretches: what is left over could be a part of a longer value.
    func contains(all stretches: [Range<Int>]) -> Bool {
        !ranges.isEmpty && stretches.allSatisfy { contains($0) }
    }

    /// The index of the first range that ends at `offset` or later.
    private func firstIndex(endingAt offset: Int) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
