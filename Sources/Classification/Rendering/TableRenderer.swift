// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A report for the terminal: a table with aligned columns, plain text.
package enum TableRenderer {
    /// - Parameter showsPaths: whether paths are shown, or only their references.
    package static func render(_ report: ClassificationReport, showsPaths: Bool = true) -> String {
        var lines = header(report)
        lines.append("")
        lines += table(
            [["CLASS", "FOUND", "KIND", "LANG", "READ", "FILE"]] + report.files.map { row($0, showsPaths) })
        for file in report.files where file.fields.contains(where: { $0.type != nil }) {
            lines += ["", "\(name(file.path, file.pathReference, showsPaths)):"]
            lines += table(file.fields.map(row))
        }
        if !report.skipped.isEmpty {
            lines += ["", "Not read:"]
            lines += table(
                report.skipped.map { file in
                    let format = file.format.map { " (\($0))" } ?? ""
                    return ["  " + file.reason.rawValue + format, name(file.path, file.pathReference, showsPaths)]
                })
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func header(_ report: ClassificationReport) -> [String] {
        let unread = report.skipped.count { $0.reason.leavesUnread } + report.unreached
        var lines = ["\(report.files.count) files read, \(unread) not read; engine \(report.engineDigest.prefix(12))"]
        if let rows = report.sampledRows { lines.append("Tables: a sample of \(rows) rows each.") }
        return lines + ReportText.limits
    }

    private static func row(_ file: FileClassification, _ showsPaths: Bool) -> [String] {
        let found = file.types.map { "\($0.type) \($0.count)" }.joined(separator: ", ")
        let problems = file.problems.isEmpty ? "" : " (" + file.problems.map(\.rawValue).joined(separator: ", ") + ")"
        return [
            file.dataClass.rawValue + (file.hasSecret ? "+K" : ""), found.isEmpty ? "-" : found, file.kind.name,
            file.languages.isEmpty ? "-" : file.languages.joined(separator: ","),
            ReportText.percent(file.sampledFraction), name(file.path, file.pathReference, showsPaths) + problems,
        ]
    }

    private static func row(_ field: FieldLabel) -> [String] {
        let share = ReportText.percent(Double(field.supporting) / Double(max(1, field.filled)))
        return [
            "  " + (field.name.map(ReportText.printable) ?? "#\(field.position)"), field.type?.rawValue ?? "-",
            field.type == nil ? "\(field.filled) values" : "\(share) of \(field.filled) values",
        ]
    }

    private static func name(_ path: String, _ reference: String, _ showsPaths: Bool) -> String {
        showsPaths ? ReportText.printable(path) : reference
    }

    /// Rows of equal length with columns as wide as their widest cell, in characters.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let (text, width) = cell
                return column == columns - 1 ? text : text + String(repeating: " ", count: width - text.count)
            }.joined(separator: "  ")
        }
    }
}
