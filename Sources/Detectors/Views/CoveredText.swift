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

    /// Whether findings hold at least half of the bytes of these stretches.
    func coversMost(of stretches: [Range<Int>]) -> Bool {
        guard !ranges.isEmpty else { return false }
        var covered = 0
        for stretch in stretches {
            var index = firstIndex(endingAt: stretch.lowerBound + 1)
            while index < ranges.count, ranges[index].lowerBound < stretch.upperBound {
                covered += ranges[index].clamped(to: stretch).count
                index += 1
            }
        }
        return covered * 2 >= stretches.reduce(0) { $0 + $1.count }
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
