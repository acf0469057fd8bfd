// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What rows in parentheses (SQL) and in brackets (JSON) have in common.
enum RowList {
    /// The first byte from `offset` on that is no white space; `nil` at the end of the text.
    static func skipSpace(_ text: [UInt8], _ offset: Int) -> Int? {
        var offset = offset
        while offset < text.count, text[offset] <= 0x20 { offset += 1 }
        return offset < text.count ? offset : nil
    }

    /// Where the row behind the one that ends at `end` opens; `nil` where no comma and no such bracket follow.
    static func next(in text: [UInt8], after end: Int, opening bracket: UInt8) -> Int? {
        guard let comma = skipSpace(text, end), text[comma] == UInt8(ascii: ","),
            let open = skipSpace(text, comma + 1), text[open] == bracket
        else { return nil }
        return open
    }

    /// The cells of a row that begins at `start`, each behind the name of its column.
    static func runs(_ cells: [Range<Int>], under heads: [[UInt8]], from start: Int) -> [ViewRun] {
        let starts = [start] + cells.map(\.upperBound)
        return cells.indices.compactMap { ViewRun(cell: cells[$0], under: heads[$0], from: starts[$0]) }
    }
}
