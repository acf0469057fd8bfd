// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A finding as Presidio's clients hand it in.
struct PresidioResult: Sendable, Equatable {
    var span: ByteSpan
    let entity: String
    var score: Double

    /// What is replaced, in text order, as Presidio's anonymizer settles overlaps: results of one entity that touch, or have
    /// only spaces between them, are one; what lies within another result is covered by it.
    static func settled(_ results: [PresidioResult], in text: [UInt8]) -> [PresidioResult] {
        var joined: [PresidioResult] = []
        for group in Dictionary(grouping: results, by: \.entity).values {
            joined += Self.joined(group, in: text)
        }
        let sorted = joined.sorted { left, right in
            (left.span.start, -left.span.end, -left.score, left.entity)
                < (right.span.start, -right.span.end, -right.score, right.entity)
        }
        var settled: [PresidioResult] = []
        var end = -1
        for result in sorted where result.span.end > end {
            settled.append(result)
            end = result.span.end
        }
        return settled
    }

    /// Results of one entity without overlaps.
    private static func joined(_ results: [PresidioResult], in text: [UInt8]) -> [PresidioResult] {
        var joined: [PresidioResult] = []
        for result in results.sorted(by: { $0.span < $1.span }) {
            guard let last = joined.last, touches(last.span, result.span, in: text) else {
                joined.append(result)
                continue
            }
            joined[joined.count - 1].span = ByteSpan(last.span.start, max(last.span.end, result.span.end))
            joined[joined.count - 1].score = max(last.score, result.score)
        }
        return joined
    }

    private static func touches(_ first: ByteSpan, _ second: ByteSpan, in text: [UInt8]) -> Bool {
        if second.start <= first.end { return first.overlaps(second) || first == second }
        return text[first.end..<second.start].allSatisfy { $0 == UInt8(ascii: " ") }
    }
}
