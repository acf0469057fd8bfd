// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The line that names the columns of a table.
enum TabularHead {
    /// A longer cell is no head of a column.
    private static let longest = 48
    private static let mostWords = 4

    /// The separators behind the first cell of a line, as far as it can be the head of a column: a few words without a number.
    static func separators(_ text: Span<UInt8>, _ line: Range<Int>) -> TabularSeparators {
        var found: TabularSeparators = []
        var offset = line.lowerBound
        while offset < line.upperBound, isBlank(text[offset]) { offset += 1 }
        let end = min(line.upperBound, offset + longest)
        var words = 1
        while offset < end {
            let byte = text[offset]
            if byte.isASCIIDigit || byte == UInt8(ascii: "@") { break }
            let (separator, count) = TabularSeparators.at(offset, in: text, end: line.upperBound)
            found.formUnion(separator)
            if byte == 0x20 {
                words += 1
                if words > mostWords { break }
            }
            offset += count
        }
        return found
    }

    /// White space, and what Markdown and CSV put before the first cell.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "*")
    }

    /// Whether each cell of a row can be the head of a column.
    static func isOne(_ text: Span<UInt8>, _ row: TabularRow, by separator: TabularSeparators) -> Bool {
        for cell in row.cells where !isHead(text, cell) { return false }
        return separator != .comma || isList(text, row)
    }

    /// A few words that begin with a letter and hold no number and no address.
    static func isHead(_ text: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        guard !cell.isEmpty, cell.count <= longest else { return false }
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
    private static func isList(_ text: Span<UInt8>, _ head: TabularRow) -> Bool {
        if zip(head.cells, head.gaps).dropFirst().allSatisfy({ $0.lowerBound == $1.upperBound }) { return true }
        return head.cells.count > 2
            && head.cells.allSatisfy { cell in cell.count(where: { text[$0] == 0x20 }) < 2 }
    }
}
