// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A report as a table for spreadsheets: UTF-8 with byte order mark, RFC 4180, a row for each file and type.
package enum CSVRenderer {
    private static let header = [
        "path_ref", "path", "status", "kind", "encoding", "bytes", "class", "secret", "type", "count", "high", "medium",
        "low", "languages", "sampled_per_mille", "problems",
    ]

    /// - Parameter showsPaths: whether the column `path` is filled.
    package static func render(_ report: ClassificationReport, showsPaths: Bool = false) -> [UInt8] {
        var rows = [header]
        for file in report.files { rows += self.rows(file, showsPaths) }
        for file in report.skipped {
            let path = showsPaths ? file.path : ""
            rows.append(
                [file.pathReference, path, file.reason.rawValue, file.format ?? ""]
                    + [String](repeating: "", count: header.count - 4))
        }
        let lines = rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }
        return [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8)
    }

    private static func rows(_ file: FileClassification, _ showsPaths: Bool) -> [[String]] {
        let before = [
            file.pathReference, showsPaths ? file.path : "", "read", file.kind.name, file.encoding.rawValue,
            String(file.size), file.dataClass.rawValue, String(file.hasSecret),
        ]
        let after = [
            file.languages.joined(separator: " "), String(Int(file.sampledFraction * 1000)),
            file.problems.map(\.rawValue).joined(separator: " "),
        ]
        guard !file.types.isEmpty else { return [before + ["", "0", "0", "0", "0"] + after] }
        return file.types.map { found in
            before + [found.type.rawValue] + [found.count, found.high, found.medium, found.low].map(String.init) + after
        }
    }

    /// A value as RFC 4180 writes it; one that a spreadsheet would take for a formula is made text by an apostrophe.
    private static func cell(_ value: String) -> String {
        let text = ReportText.printable(value)
        let guarded = text.unicodeScalars.first.map {
            "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0)
        }
        let safe = guarded == true ? "'" + text : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
