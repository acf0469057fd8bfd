// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Reads tables that stand in a text, separated by semicolons, tabs, commas, the bars of Markdown or two spaces and more, as a
/// person does: what a cell is, the head of its column says.
///
/// Each cell gets a line of its own behind its column's head, `Дата рождения: 15.11.1985`, so that the head of a column is evidence in
/// each row as a label right before the value would be.
enum TabularRuns {
    /// The cells of the tables of `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        guard var line = line(in: text, from: 0) else { return [] }
        var runs: [ViewRun] = []
        while let below = self.line(in: text, from: line.upperBound + 1) {
            // Most lines of prose end here, a few words into them.
            let separators = TabularHead.separators(text.span, line)
            guard !separators.isEmpty, let table = table(text, under: line, below: below, separators) else {
                line = below
                continue
            }
            let heads = table.rows[0].cells.map { Array(text[$0]) }
            for row in table.rows.dropFirst() { runs += self.runs(of: row, heads: heads) }
            guard let next = self.line(in: text, from: table.end + 1) else { break }
            line = next
        }
        return runs
    }

    /// The head and the rows of a table that begins at a line, and where its last row ends; `nil` if none does.
    private static func table(
        _ text: [UInt8], under first: Range<Int>, below: Range<Int>, _ separators: TabularSeparators
    ) -> (rows: [TabularRow], end: Int)? {
        let bytes = text.span
        for separator in TabularSeparators.all where separators.contains(separator) {
            guard separator.isIn(bytes, below), let head = TabularRow(bytes, first, by: separator),
                TabularHead.isOne(bytes, head, by: separator)
            else { continue }
            var rows = [head]
            var end = first.upperBound
            while let line = line(in: text, from: end + 1), let row = TabularRow(bytes, line, by: separator),
                row.cells.count == head.cells.count
            {
                rows.append(row)
                end = line.upperBound
            }
            if rows.count > 1 { return (rows, end) }
        }
        return nil
    }

    private static func runs(of row: TabularRow, heads: [[UInt8]]) -> [ViewRun] {
        row.cells.indices.compactMap { index in
            ViewRun(cell: row.cells[index], under: heads[index], from: row.gaps[index].lowerBound)
        }
    }

    /// The first line from `start` on that is not empty and does more than draw rules: `|---|---|`, `-----+-----`.
    private static func line(in text: [UInt8], from start: Int) -> Range<Int>? {
        var start = start
        while start < text.count {
            let end = ByteSearch.byte(UInt8(ascii: "\n"), in: text, from: start) ?? text.count
            var offset = start
            while offset < end, isRule(text[offset]) { offset += 1 }
            if offset < end { return start..<end }
            start = end + 1
        }
        return nil
    }

    private static func isRule(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09,
            0x0D:
            true
        default: false
        }
    }
}
