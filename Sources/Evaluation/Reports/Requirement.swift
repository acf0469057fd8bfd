// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A figure that must be reached, written `GROUP/LABEL/METRIC>=NUMBER`, such as `ALL/PERSON/overlap_f1>=0.80`.
package struct Requirement: Sendable {
    /// What a requirement came to.
    package struct Outcome: Sendable {
        package let requirement: String
        /// `nil` where the report has no such figure.
        package let value: Double?
        package let isMet: Bool
    }

    private enum Comparison: String, CaseIterable {
        // Longer ones first: they begin like the shorter ones.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
    }

    private let text: String
    private let group: String
    private let label: SpanLabel
    private let metric: SpanMetric
    private let comparison: Comparison
    private let limit: Double

    /// `nil` unless the text has that form.
    package init?(_ text: String) {
        guard let (comparison, place) = Self.comparison(in: text) else { return nil }
        let path = text[..<place.lowerBound].split(separator: "/", omittingEmptySubsequences: false).map(Self.trimmed)
        guard path.count >= 3, let metric = SpanMetric(rawValue: path[path.count - 1]),
            let limit = Double(Self.trimmed(text[place.upperBound...])), limit.isFinite
        else { return nil }
        self.text = text
        // The name of a group may hold a slash itself.
        group = path.dropLast(2).joined(separator: "/")
        label = SpanLabel(rawValue: path[path.count - 2])
        self.metric = metric
        self.comparison = comparison
        self.limit = limit
    }

    /// Whether the report meets it. The group is looked for in every section.
    package func outcome(in report: EvaluationReport) -> Outcome {
        let rows = report.sections.compactMap { $0.group(named: group)?.rows.first { $0.label == label } }
        let value = rows.first?.counts.value(of: metric)
        return Outcome(requirement: text, value: value, isMet: value.map(isMet) ?? false)
    }

    private func isMet(by value: Double) -> Bool {
        switch comparison {
        case .atLeast: value >= limit
        case .atMost: value <= limit
        case .above: value > limit
        case .below: value < limit
        }
    }

    private static func comparison(in text: String) -> (Comparison, Range<String.Index>)? {
        guard let start = text.lastIndex(where: { $0 == "<" || $0 == ">" }) else { return nil }
        for comparison in Comparison.allCases where text[start...].hasPrefix(comparison.rawValue) {
            return (comparison, start..<text.index(start, offsetBy: comparison.rawValue.count))
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}
