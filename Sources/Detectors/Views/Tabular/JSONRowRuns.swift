// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Reads rows that stand in JSON as arrays in an array, under the names of their columns in an array before
/// (`{"columns": ["name", "dob"], "rows": [["Okafor", "1980-05-05"]]}`) or in the first row.
enum JSONRowRuns {
    private static let mostCells = 64
    private static let longestRow = 4096
    /// How many lists before rows may hold the names of their columns.
    private static let mostLists = 4
    /// Between the names of the columns and the rows, with an index of the rows, as pandas writes one.
    private static let reach = 4096

    /// The values of the rows in `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var next = 0
        var lists: [(cells: [Range<Int>], end: Int)] = []
        while let open = ByteSearch.byte(UInt8(ascii: "["), in: text, from: next) {
            next = open + 1
            if let inner = RowList.skipSpace(text, open + 1), text[inner] == UInt8(ascii: "[") {
                let rows = rows(in: text, from: inner)
                if let last = rows.last { next = last.end }
                runs += self.runs(of: rows, under: lists, from: inner, in: text)
            } else if let list = cells(in: text, from: open) {
                if areHeads(list.cells, text) { lists.append((list.cells, list.end)) }
                if lists.count > mostLists { lists.removeFirst() }
                next = list.end
            }
        }
        return runs
    }

    private static func runs(
        of rows: [(cells: [Range<Int>], start: Int, end: Int)], under lists: [(cells: [Range<Int>], end: Int)],
        from start: Int, in text: [UInt8]
    ) -> [ViewRun] {
        guard let first = rows.first else { return [] }
        let list = lists.last {
            start - $0.end <= reach && $0.cells.count == first.cells.count
        }
        guard let heads = list?.cells ?? (areHeads(first.cells, text) ? first.cells : nil) else { return [] }
        let names = heads.map { Array(text[$0]) }
        var runs: [ViewRun] = []
        for row in list == nil ? rows.dropFirst() : rows[...] where row.cells.count == heads.count {
            runs += RowList.runs(row.cells, under: names, from: row.start)
        }
        return runs
    }

    /// Whether all cells are strings that can be the names of columns.
    private static func areHeads(_ cells: [Range<Int>], _ text: [UInt8]) -> Bool {
        cells.count > 1
            && cells.allSatisfy { cell in
                cell.lowerBound > 0 && text[cell.lowerBound - 1] == UInt8(ascii: "\"")
                    && TabularHead.isHead(text.span, cell)
            }
    }

    /// The arrays that follow each other from the one that begins at `start` on.
    private static func rows(in text: [UInt8], from start: Int) -> [(cells: [Range<Int>], start: Int, end: Int)] {
        var rows: [(cells: [Range<Int>], start: Int, end: Int)] = []
        var open = start
        while let row = cells(in: text, from: open) {
            rows.append((row.cells, open, row.end))
            guard let next = RowList.next(in: text, after: row.end, opening: UInt8(ascii: "[")) else { break }
            open = next
        }
        return rows
    }

    /// The values of an array of strings and numbers, strings without their quotation marks; `nil` for anything else.
    private static func cells(in text: [UInt8], from open: Int) -> (cells: [Range<Int>], end: Int)? {
        var cells: [Range<Int>] = []
        var start = open + 1
        var isQuoted = false
        var offset = start
        let end = min(text.count, open + longestRow)
        while offset < end {
            let byte = text[offset]
            if isQuoted {
                if byte == UInt8(ascii: "\\") { offset += 1 }
                if byte == UInt8(ascii: "\"") { isQuoted = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: ","), UInt8(ascii: "]"):
                    cells.append(bare(text, start..<offset))
                    start = offset + 1
                    if byte == UInt8(ascii: "]") { return (cells, offset + 1) }
                    guard cells.count < mostCells else { return nil }
                case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "("): return nil
                default: break
                }
            }
            offset += 1
        }
        return nil
    }

    private static func bare(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        let quote = UInt8(ascii: "\"")
        return end - start > 1 && text[start] == quote && text[end - 1] == quote ? start + 1..<end - 1 : start..<end
    }
}
