// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A figure computed from counts; a share of 0 to 1. The names are those of outside scorers.
package enum SpanMetric: String, Sendable, CaseIterable {
    case exactPrecision = "exact_p"
    case exactRecall = "exact_r"
    case exactF1 = "exact_f1"
    /// Precision and recall of overlaps have their own numerators.
    case overlapPrecision = "overlap_p"
    case overlapRecall = "overlap_r"
    case overlapF1 = "overlap_f1"
    /// The share of labelled characters that would have left: covered by no span, whatever its label.
    case leak
    case missed
    case exposed
    /// The share of harmless text that was covered.
    case over
}

extension SpanCounts {
    /// The figure; `nil` where nothing is divided by nothing.
    package func value(of metric: SpanMetric) -> Double? {
        guard gold > 0 || predicted > 0 else { return nil }
        switch metric {
        case .exactPrecision: return Self.ratio(exact, predicted)
        case .exactRecall: return Self.ratio(exact, gold)
        case .exactF1: return f1(exact, exact)
        case .overlapPrecision: return Self.ratio(predictedHit, predicted)
        case .overlapRecall: return Self.ratio(goldHit, gold)
        case .overlapF1: return f1(predictedHit, goldHit)
        case .leak: return Self.ratio(leaked, characters)
        case .missed: return Self.ratio(missed, gold)
        case .exposed: return Self.ratio(exposed, gold)
        case .over: return Self.ratio(over, free)
        }
    }

    /// The harmonic mean of precision and recall; 0 where there is gold and nothing was predicted.
    private func f1(_ right: Int, _ found: Int) -> Double? {
        guard predicted > 0 else { return gold > 0 ? 0 : nil }
        guard let precision = Self.ratio(right, predicted), let recall = Self.ratio(found, gold) else { return nil }
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
