// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The figures of a corpus.
package struct EvaluationReport: Sendable {
    /// One label of one group, or all labels of it.
    package struct Row: Sendable {
        package let label: SpanLabel
        package let counts: SpanCounts
        /// The 95 % interval of each figure.
        package let intervals: [SpanMetric: ClosedRange<Double>]
    }

    /// Documents that belong together.
    package struct Group: Sendable {
        /// `ALL` for all documents.
        package let name: String
        package let documents: Int
        /// Runs of characters between white space.
        package let tokens: Int
        /// By label in the table's order, then all labels together.
        package let rows: [Row]

        /// The mean of a figure over the labels that the gold uses; `nil` where it uses none.
        package func mean(of metric: SpanMetric) -> Double? {
            let used = rows.filter { $0.label != .all && $0.counts.gold > 0 }
            guard !used.isEmpty else { return nil }
            return used.reduce(0) { $0 + ($1.counts.value(of: metric) ?? 0) } / Double(used.count)
        }
    }

    /// All groups of one grouping.
    package struct Section: Sendable {
        package let grouping: EvaluationOptions.Grouping
        package let groups: [Group]

        /// The group of that name; `ALL` is also the name of an only one.
        package func group(named name: String) -> Group? {
            let named = groups.first { $0.name.utf8.elementsEqual(name.utf8) }
            return named ?? (name == SpanLabel.all.rawValue && groups.count == 1 ? groups[0] : nil)
        }
    }

    package let options: EvaluationOptions
    package let documents: Int
    package let tokens: Int
    package let sections: [Section]
    package let warnings: EvaluationWarnings
}
