// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A report on harmless texts, for a terminal, as Markdown or as JSON.
package struct FalseFindingText: Sendable {
    private let report: FalseFindingReport

    package init(_ report: FalseFindingReport) {
        self.report = report
    }

    /// For a terminal.
    package var text: String { "Findings that touch no labelled span; rates for each 10,000 tokens.\n" + table.text }

    /// As Markdown.
    package var markdown: String { table.markdown }

    /// As JSON, schema `zavesa.false-findings/v1`.
    package func json(engineDigest: String?) -> String {
        let groups = report.groups.map { group in
            let findings: [(String, FigureJSON)] = group.findings.map { ($0.type.rawValue, .count($0.count)) }
            let families: [(String, FigureJSON)] = FalseFindingReport.Family.allCases.map {
                ($0.rawValue, .count(group.count(of: $0)))
            }
            return (
                group.file,
                FigureJSON.object([
                    ("documents", .count(group.documents)), ("tokens", .count(group.tokens)),
                    ("families", .object(families)), ("types", .object(findings)),
                ])
            )
        }
        return FigureJSON.object([
            ("schema", .string("zavesa.false-findings/v1")),
            ("engine_digest", engineDigest.map { .string($0) } ?? .null), ("result", .object(groups)),
        ]).text(depth: 2) + "\n"
    }

    private var table: FigureTable {
        var table = FigureTable(
            header: [
                "file", "documents", "tokens", "structured", "per 10,000", "persons", "per 10,000", "places",
                "per 10,000", "special words", "structured types",
            ],
            textColumns: 1)
        for group in report.groups {
            let structured = group.count(of: .structured)
            let persons = group.count(of: .person)
            let places = group.count(of: .place)
            let types = group.findings.filter { $0.family == .structured }.map { "\($0.type) \($0.count)" }
            table.rows.append([
                group.file, String(group.documents), String(group.tokens), String(structured),
                FigureText.perTenThousand(structured, of: group.tokens), String(persons),
                FigureText.perTenThousand(persons, of: group.tokens), String(places),
                FigureText.perTenThousand(places, of: group.tokens), String(group.count(of: .special)),
                types.isEmpty ? "-" : types.joined(separator: ", "),
            ])
        }
        return table
    }
}
