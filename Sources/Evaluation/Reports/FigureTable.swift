// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Rows of cells under a header, as aligned text for a terminal or as a table of Markdown.
struct FigureTable {
    let header: [String]
    /// How many columns at the left are text; the others are figures.
    let textColumns: Int
    var rows: [[String]] = []

    /// Columns as wide as their widest cell, two spaces between.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column < textColumns ? cell + space : space + cell
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A table of Markdown.
    var markdown: String {
        let rule = header.indices.map { $0 < textColumns ? "---" : "---:" }
        let lines = ([header, rule] + rows).map { row in
            "| " + row.map { Self.escaped($0) }.joined(separator: " | ") + " |"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ cell: String) -> String {
        String(cell.flatMap { $0 == "|" ? ["\\", $0] : [$0 == "\n" ? " " : $0] })
    }
}
