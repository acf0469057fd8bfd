// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A report on test numbers, for a terminal, as Markdown or as JSON.
package struct VectorText: Sendable {
    private let report: VectorReport

    package init(_ report: VectorReport) {
        self.report = report
    }

    /// For a terminal.
    package var text: String { table.text + "\n" + unrecognized }

    /// As Markdown.
    package var markdown: String { table.markdown + "\n" + unrecognized }

    /// As JSON, schema `zavesa.vectors/v1`.
    package func json(engineDigest: String?) -> String {
        let kinds = report.kinds.map { kind in
            (
                kind.name,
                FigureJSON.object([
                    ("valid", .count(kind.valid)), ("found", .count(kind.found)),
                    ("missed_lines", .array(kind.missed.map { .count($0) })), ("invalid", .count(kind.invalid)),
                    ("rejected", .count(kind.rejected)),
                    ("accepted_lines", .array(kind.accepted.map { .count($0) })),
                ])
            )
        }
        let others = report.unrecognized.map { kind in
            (kind.name, FigureJSON.object([("valid", .count(kind.valid)), ("invalid", .count(kind.invalid))]))
        }
        return FigureJSON.object([
            ("schema", .string("zavesa.vectors/v1")),
            ("engine_digest", engineDigest.map { .string($0) } ?? .null), ("kinds", .object(kinds)),
            ("unrecognized", .object(others)),
        ]).text(depth: 2) + "\n"
    }

    private var table: FigureTable {
        var table = FigureTable(
            header: ["kind", "valid", "found", "%", "invalid", "rejected", "lines with errors"], textColumns: 1)
        for kind in report.kinds {
            let share = kind.valid == 0 ? nil : Double(kind.found) / Double(kind.valid)
            table.rows.append([
                kind.name, String(kind.valid), String(kind.found), FigureText.percent(share),
                kind.hasChecksum ? String(kind.invalid) : "-", kind.hasChecksum ? String(kind.rejected) : "-",
                FigureText.lines(kind.missed + kind.accepted),
            ])
        }
        return table
    }

    private var unrecognized: String {
        guard !report.unrecognized.isEmpty else { return "Every kind has a recognizer.\n" }
        let kinds = report.unrecognized.map { "\($0.name) \($0.valid + $0.invalid)" }
        return "Kinds without a recognizer, with how many numbers: \(kinds.joined(separator: ", ")).\n"
    }
}
