// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Reads the rows of `INSERT INTO people (last_name, passport) VALUES ('Okafor', 'A1234567'), …` as those of a table: each value gets
/// a line of its own behind the name of its column.
enum InsertRuns {
    /// What a list of columns or a row holds at most.
    private static let mostCells = 64
    private static let longestHead = 64

    /// The values of the statements in `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var next = 0
        while let start = ByteSearch.byte(UInt8(ascii: "("), in: text, from: next) {
            next = start + 1
            guard follows("into", in: text, before: start), let columns = cells(in: text, from: start),
                let rows = values(in: text, after: columns.end)
            else { continue }
            next = columns.end
            let heads = columns.cells.map { Array(text[$0]) }
            guard heads.allSatisfy({ !$0.isEmpty && $0.count <= longestHead }) else { continue }
            var row = rows
            while let found = cells(in: text, from: row), found.cells.count == heads.count {
                runs += RowList.runs(found.cells, under: heads, from: row)
                next = found.end
                guard let open = RowList.next(in: text, after: found.end, opening: UInt8(ascii: "(")) else { break }
                row = open
            }
        }
        return runs
    }

    /// Whether a word, and then the name of a table, stand before an offset.
    private static func follows(_ word: String, in text: [UInt8], before end: Int) -> Bool {
        var offset = end
        while offset > 0, text[offset - 1] <= 0x20 { offset -= 1 }
        while offset > 0, text[offset - 1] > 0x20, text[offset - 1] != UInt8(ascii: "("), end - offset <= longestHead {
            offset -= 1
        }
        while offset > 0, text[offset - 1] <= 0x20 { offset -= 1 }
        return text[..<offset].suffix(word.utf8.count).map { $0 | 0x20 }.elementsEqual(word.utf8)
    }

    /// Where the first row begins behind "VALUES".
    private static func values(in text: [UInt8], after end: Int) -> Int? {
        guard let word = RowList.skipSpace(text, end), word + 6 < text.count,
            text[word..<word + 6].map({ $0 | 0x20 }).elementsEqual("values".utf8),
            let open = RowList.skipSpace(text, word + 6),
            text[open] == UInt8(ascii: "(")
        else { return nil }
        return open
    }

    /// What stands between commas up to the parenthesis that closes, without quotation marks; `nil` where none closes.
    private static func cells(in text: [UInt8], from open: Int) -> (cells: [Range<Int>], end: Int)? {
        var cells: [Range<Int>] = []
        var start = open + 1
        var quote: UInt8 = 0
        for offset in open + 1..<text.count {
            let byte = text[offset]
            if quote != 0 {
                if byte == quote { quote = 0 }
                continue
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
            case UInt8(ascii: ","), UInt8(ascii: ")"):
                cells.append(bare(text, start..<offset))
                start = offset + 1
                if byte == UInt8(ascii: ")") { return (cells, offset + 1) }
                guard cells.count < mostCells else { return nil }
            case UInt8(ascii: "("), UInt8(ascii: ";"): return nil
            default: break
            }
        }
        return nil
    }

    private static func bare(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] <= 0x20 || "'\"`".utf8.contains(text[start]) { start += 1 }
        while end > start, text[end - 1] <= 0x20 || "'\"`".utf8.contains(text[end - 1]) { end -= 1 }
        return start..<end
    }
}
