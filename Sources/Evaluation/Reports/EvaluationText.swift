// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A report as text, for a terminal or as Markdown.
package struct EvaluationText: Sendable {
    private let report: EvaluationReport
    private let showsLabels: Bool

    /// - Parameter showsLabels: whether each label has a row, or only all together.
    package init(_ report: EvaluationReport, showsLabels: Bool) {
        self.report = report
        self.showsLabels = showsLabels
    }

    /// For a terminal.
    package var text: String {
        report.sections.flatMap { section in
            section.groups.map { group in "\(Self.title(group, section)); all figures in %\n" + table(group).text }
        }.joined(separator: "\n")
    }

    /// As Markdown, with a heading of the third level for each group.
    package var markdown: String {
        report.sections.flatMap { section in
            section.groups.map { group in "### \(Self.title(group, section))\n\n" + table(group).markdown }
        }.joined(separator: "\n")
    }

    private static func title(_ group: EvaluationReport.Group, _ section: EvaluationReport.Section) -> String {
        let name = section.grouping == .none || group.name == SpanLabel.all.rawValue ? "all documents" : group.name
        return "\(name): \(group.documents) documents, \(group.tokens) tokens"
    }

    private func table(_ group: EvaluationReport.Group) -> FigureTable {
        var table = FigureTable(
            header: [
                "label", "gold", "found", "exact P", "exact R", "exact F1", "overlap P", "overlap R", "overlap F1",
                "leak",
                "missed", "exposed",
            ],
            textColumns: 1)
        for row in group.rows where showsLabels || row.label == .all {
            let counts = row.counts
            guard row.label == .all || counts.gold > 0 || counts.predicted > 0 else { continue }
            table.rows.append(
                [row.label == .all ? "all" : row.label.rawValue, String(counts.gold), String(counts.predicted)]
                    + [.exactPrecision, .exactRecall].map { FigureText.percent(counts.value(of: $0)) }
                    + [Self.figure(row, .exactF1), FigureText.percent(counts.value(of: .overlapPrecision))]
                    + [.overlapRecall, .overlapF1, .leak].map { Self.figure(row, $0) }
                    + [.missed, .exposed].map { FigureText.percent(counts.value(of: $0)) })
        }
        return table
    }

    private static func figure(_ row: EvaluationReport.Row, _ metric: SpanMetric) -> String {
        FigureText.percent(row.counts.value(of: metric), row.intervals[metric])
    }
}
