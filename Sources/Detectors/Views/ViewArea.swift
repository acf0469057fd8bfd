// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A stretch of the original text that a view reads in another way.
struct ViewArea {
    let span: ByteSpan
    let kind: ViewKind

    /// The areas in text order, those that overlap as one of the first one's kind.
    static func merged(_ areas: [ViewArea]) -> [ViewArea] {
        var merged: [ViewArea] = []
        for area in areas.sorted(by: { $0.span < $1.span }) {
            if let last = merged.last, area.span.start < last.span.end {
                let span = ByteSpan(last.span.start, max(last.span.end, area.span.end))
                merged[merged.count - 1] = ViewArea(span: span, kind: last.kind)
            } else {
                merged.append(area)
            }
        }
        return merged
    }

    /// The first of `areas`, which are merged, that overlaps `span`.
    static func first(of areas: [ViewArea], overlapping span: ByteSpan) -> ViewArea? {
        var low = 0
        var high = areas.count
        while low < high {
            let middle = (low + high) / 2
            if areas[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
        }
        return low < areas.count && areas[low].span.overlaps(span) ? areas[low] : nil
    }
}
