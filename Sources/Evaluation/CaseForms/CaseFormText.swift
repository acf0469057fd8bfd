// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A report on case forms, for a terminal, as Markdown or as JSON.
package struct CaseFormText: Sendable {
    private let report: CaseFormReport

    package init(_ report: CaseFormReport) {
        self.report = report
    }

    /// For a terminal.
    package var text: String { table.text }

    /// As Markdown.
    package var markdown: String { table.markdown }

    /// As JSON, schema `zavesa.cases/v1`.
    package func json(engineDigest: String?) -> String {
        let rows = report.rows.map { row in
            FigureJSON.object([
                ("part", .string(row.part)), ("gender", .string(Self.gender(row))), ("names", .count(row.names)),
                ("forward", Self.outcome(row.forward)), ("between", Self.outcome(row.between)),
                ("wrong_lines", .array(row.wrongLines.map { .count($0) })),
            ])
        }
        return FigureJSON.object([
            ("schema", .string("zavesa.cases/v1")),
            ("engine_digest", engineDigest.map { .string($0) } ?? .null), ("rows", .array(rows)),
        ]).text(depth: 2) + "\n"
    }

    private var table: FigureTable {
        var table = FigureTable(
            header: [
                "part", "gender", "names", "forms", "right %", "left %", "wrong %", "from any form", "right %",
                "left %",
                "wrong %", "lines with wrong forms",
            ], textColumns: 2)
        for row in report.rows {
            let cells = Self.cells(row.forward) + Self.cells(row.between)
            table.rows.append(
                [row.part, Self.gender(row), String(row.names)] + cells + [FigureText.lines(row.wrongLines)])
        }
        return table
    }

    private static func cells(_ outcome: CaseFormReport.Outcome) -> [String] {
        let total = outcome.total
        let shares = [outcome.right, outcome.left, outcome.wrong].map { count in
            FigureText.percent(total == 0 ? nil : Double(count) / Double(total))
        }
        return [String(total)] + shares
    }

    private static func gender(_ row: CaseFormReport.Row) -> String { row.isFeminine ? "f" : "m" }

    private static func outcome(_ outcome: CaseFormReport.Outcome) -> FigureJSON {
        .object([("right", .count(outcome.right)), ("left", .count(outcome.left)), ("wrong", .count(outcome.wrong))])
    }
}
