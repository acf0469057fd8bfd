// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The rows of an export as a table (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, lines ended by CR LF.
///
/// A line per record and nothing else: what the export says about itself is in the JSON and HTML renderings.
enum CSVRendering {
    static func render(_ document: ExportDocument) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        append(ExportRow.columns, to: &bytes)
        for row in document.rows { append(row.cells, to: &bytes) }
        return bytes
    }

    /// A cell that a spreadsheet does not take for a formula, quoted where the format asks for it.
    ///
    /// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { text = "'" + text }
        guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func append(_ cells: [String], to bytes: inout [UInt8]) {
        bytes += cells.map(cell).joined(separator: ",").utf8
        bytes += [0x0D, 0x0A]
    }
}
