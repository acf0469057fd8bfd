// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A report as JSON, schema `zavesa.evaluation/v1`: for each grouping, group and label the counts (`n`), figures (`m`)
/// and intervals (`ci`) under the names that outside scorers use.
package enum EvaluationJSON {
    /// - Parameter engineDigest: the digest of the dictionaries, where the engine ran.
    package static func render(_ report: EvaluationReport, engineDigest: String?) -> String {
        let sections = report.sections.map { section in
            (section.grouping.rawValue, FigureJSON.object(section.groups.map { ($0.name, group($0)) }))
        }
        return FigureJSON.object([
            ("schema", .string("zavesa.evaluation/v1")),
            ("engine_digest", engineDigest.map { .string($0) } ?? .null),
            ("documents", .count(report.documents)),
            ("tokens", .count(report.tokens)),
            ("scope", .string(report.options.scope.rawValue)),
            ("bootstrap", .count(report.options.bootstrapRounds)),
            ("seed", .count(Int(report.options.seed))),
            (
                "warnings",
                .object(
                    EvaluationWarning.allCases.compactMap { warning in
                        report.warnings[warning].map { (warning.rawValue, .count($0)) }
                    })
            ),
            ("result", .object(sections)),
        ]).text(depth: 5) + "\n"
    }

    private static func group(_ group: EvaluationReport.Group) -> FigureJSON {
        let means: [(String, FigureJSON)] = [SpanMetric.exactF1, .overlapF1].compactMap { metric in
            group.mean(of: metric).map { (metric.rawValue, .share($0)) }
        }
        return .object([
            ("documents", .count(group.documents)), ("tokens", .count(group.tokens)), ("macro", .object(means)),
            ("labels", .object(group.rows.map { ($0.label.rawValue, row($0)) })),
        ])
    }

    private static func row(_ row: EvaluationReport.Row) -> FigureJSON {
        .object([
            ("n", .object(row.counts.named.map { ($0.name, .count($0.count)) })),
            (
                "m",
                .object(
                    SpanMetric.allCases.map { metric in
                        (metric.rawValue, row.counts.value(of: metric).map { .share($0) } ?? .null)
                    })
            ),
            (
                "ci",
                .object(
                    SpanMetric.allCases.compactMap { metric in
                        row.intervals[metric].map {
                            (metric.rawValue, .array([.share($0.lowerBound), .share($0.upperBound)]))
                        }
                    })
            ),
        ])
    }
}
