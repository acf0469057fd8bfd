// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A line of a text as cells between separators; one inside double quotes parts nothing (RFC 4180).
struct TabularRow {
    /// The cells without white space and quotation marks around them; some may be empty. A bar at either end of the line parts nothing.
    let cells: [Range<Int>]
    /// By cell: the separator before it; for the line's first, what stands before it from the end of the line before on.
    let gaps: [Range<Int>]

    private static let mostCells = 64

    /// `nil` for a line that has one cell, or more than a table of people has.
    init?(_ text: Span<UInt8>, _ line: Range<Int>, by separator: TabularSeparators) {
        var cells: [Range<Int>] = []
        var gaps: [Range<Int>] = []
        let range =
            separator == .bar
            ? Self.withoutBars(text, line) : separator == .spaces ? Self.trimmed(text, line) : line
        var start = range.lowerBound
        var gap = max(0, line.lowerBound - 1)
        var offset = start
        var isQuoted = false
        while offset <= range.upperBound {
            var next = offset + 1
            if offset < range.upperBound {
                if text[offset] == UInt8(ascii: "\"") { isQuoted.toggle() }
                let (found, count) = TabularSeparators.at(offset, in: text, end: range.upperBound)
                next = offset + count
                guard found == separator, !isQuoted else {
                    offset = next
                    continue
                }
            }
            guard cells.count < Self.mostCells else { return nil }
            gaps.append(gap..<start)
            cells.append(Self.trimmed(text, start..<offset))
            (gap, start, offset) = (offset, next, next)
        }
        guard cells.count > 1, !isQuoted else { return nil }
        self.cells = cells
        self.gaps = gaps
    }

    private static func withoutBars(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        let range = trimmed(text, line)
        guard !range.isEmpty else { return range }
        let bar = UInt8(ascii: "|")
        let start = text[range.lowerBound] == bar ? range.lowerBound + 1 : range.lowerBound
        let end =
            range.upperBound > start && text[range.upperBound - 1] == bar ? range.upperBound - 1 : range.upperBound
        return start..<end
    }

    private static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isOutside(text[start]) { start += 1 }
        while end > start, isOutside(text[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isOutside(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "*")
    }
}
