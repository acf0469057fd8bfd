// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Reads tables that stand in a text, separated by semicolons, tabs, commas or the bars of Markdown, as a person does: what a
/// cell is, the head of its column says.
///
/// Each cell gets a line of its own behind its column's head, `Дата рождения: 15.11.1985`, so that the head of a column is evidence in
/// each row as a label right before the value would be.
enum TabularRuns {
    /// A longer cell is no head of a column.
    private static let longestHead = 48
    private static let mostWords = 4

    /// The cells of the tables of `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        let lines = lines(of: text)
        guard lines.count > 1 else { return [] }
        let bytes = text.span
        var runs: [ViewRun] = []
        var next = 0
        while next + 1 < lines.count {
            guard let table = table(bytes, lines, from: next) else {
                next += 1
                continue
            }
            let heads = table[0].cells.map { Array(text[$0]) }
            for row in table.dropFirst() { runs += self.runs(of: row, heads: heads) }
            next += table.count
        }
        return runs
    }

    /// The head and the rows of a table that begins at a line; `nil` if none does.
    private static func table(_ text: Span<UInt8>, _ lines: [Range<Int>], from first: Int) -> [TabularRow]? {
        // Most lines of prose have no neighbor with the same signs: they are not taken apart.
        for separator in TabularRow.separators
        where contains(text, lines[first], separator) && contains(text, lines[first + 1], separator) {
            guard let head = TabularRow(text, lines[first], by: separator), head.cells.allSatisfy({ isHead(text, $0) }),
                separator != UInt8(ascii: ",") || isListOfHeads(text, head)
            else { continue }
            var rows = [head]
            for line in lines[(first + 1)...] {
                guard let row = TabularRow(text, line, by: separator), row.cells.count == head.cells.count else {
                    break
                }
                rows.append(row)
            }
            if rows.count > 1 { return rows }
        }
        return nil
    }

    private static func runs(of row: TabularRow, heads: [[UInt8]]) -> [ViewRun] {
        row.cells.indices.compactMap { index in
            ViewRun(cell: row.cells[index], under: heads[index], from: row.gaps[index].lowerBound)
        }
    }

    /// A few words that begin with a letter and hold no number and no address.
    private static func isHead(_ text: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        guard !cell.isEmpty, cell.count <= longestHead else { return false }
        let first = text[cell.lowerBound]
        guard first >= 0x80 || first.isASCIILetter else { return false }
        var words = 1
        for offset in cell {
            if text[offset].isASCIIDigit || text[offset] == UInt8(ascii: "@") { return false }
            if text[offset] == 0x20 { words += 1 }
        }
        return words <= mostWords
    }

    /// Whether what commas part is no sentence: nothing follows them, or there are several and a word or two between them.
    private static func isListOfHeads(_ text: Span<UInt8>, _ head: TabularRow) -> Bool {
        if zip(head.cells, head.gaps).dropFirst().allSatisfy({ $0.lowerBound == $1.upperBound }) { return true }
        return head.cells.count > 2
            && head.cells.allSatisfy { cell in cell.count(where: { text[$0] == 0x20 }) < 2 }
    }

    private static func isRule(_ byte: UInt8) -> Bool { "-+=|: \t\r".utf8.contains(byte) }

    private static func contains(_ text: Span<UInt8>, _ line: Range<Int>, _ byte: UInt8) -> Bool {
        for offset in line where text[offset] == byte { return true }
        return false
    }

    /// The lines that are not empty, without those that only draw rules: `|---|---|`, `-----+-----`.
    private static func lines(of text: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = ByteSearch.byte(UInt8(ascii: "\n"), in: text, from: start) ?? text.count
            if end > start, text[start..<end].contains(where: { !isRule($0) }) { lines.append(start..<end) }
            start = end + 1
        }
        return lines
    }
}
