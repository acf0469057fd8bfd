// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON string's text without its escapes, and the way back to the bytes it was read from.
///
/// For JSON inside a JSON string the two maps are joined: `source(of:)` always answers in bytes of the outermost text.
package struct JSONDecodedString: Sendable {
    /// The unescaped text: valid UTF-8.
    package let utf8: [UInt8]
    /// The bytes of the outermost text between the quotes.
    package let sourceRange: Range<Int>
    /// How many times a replacement must be escaped to stand here: 1 for a string of the outermost text, 2 for a
    /// string in JSON in such a string, and so on; 0 for a number.
    package let level: Int
    /// Where the text and the outermost bytes differ, in order; between two of these they run side by side.
    private let escapes: [JSONEscape]

    /// A text that stands in the outermost bytes as it is, without escapes.
    package init(utf8: [UInt8], sourceRange: Range<Int>, level: Int) {
        self.utf8 = utf8
        self.sourceRange = sourceRange
        self.level = level
        escapes = []
    }

    /// A text read from `range` of a scanned text, which may itself have been read from `enclosing`.
    init(utf8: [UInt8], range: Range<Int>, escapes: [JSONEscape], level: Int, enclosing: JSONDecodedString?) {
        self.utf8 = utf8
        self.level = level
        guard let enclosing else {
            sourceRange = range
            self.escapes = escapes
            return
        }
        sourceRange = enclosing.source(of: range)
        self.escapes = enclosing.compose(escapes, of: range, decodedCount: utf8.count)
    }

    /// The outermost bytes that a range of `utf8` was read from; an escape is taken whole.
    package func source(of range: Range<Int>) -> Range<Int> {
        let lower = lowerSource(of: range.lowerBound)
        return lower..<max(lower, upperSource(of: range.upperBound))
    }

    /// Where the byte at `offset` begins.
    private func lowerSource(of offset: Int) -> Int {
        guard let escape = lastEscape(startingAtOrBefore: offset) else { return sourceRange.lowerBound + offset }
        if offset < escape.decoded.upperBound { return escape.source.lowerBound }
        return escape.source.upperBound + offset - escape.decoded.upperBound
    }

    /// Where what ends before `offset` ends.
    private func upperSource(of offset: Int) -> Int {
        guard let escape = lastEscape(startingAtOrBefore: offset - 1) else { return sourceRange.lowerBound + offset }
        if offset <= escape.decoded.upperBound { return escape.source.upperBound }
        return escape.source.upperBound + offset - escape.decoded.upperBound
    }

    private func lastEscape(startingAtOrBefore offset: Int) -> JSONEscape? {
        let index = firstEscape(startingAfter: offset)
        return index == 0 ? nil : escapes[index - 1]
    }

    private func firstEscape(startingAfter offset: Int) -> Int {
        var (low, high) = (0, escapes.count)
        while low < high {
            let middle = (low + high) / 2
            if escapes[middle].decoded.lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: - JSON in JSON

extension JSONDecodedString {
    /// The escapes of a string that stands at `range` of this text, in outermost bytes: its own, each as wide as this
    /// text spells it, and those of this text between them.
    private func compose(_ inner: [JSONEscape], of range: Range<Int>, decodedCount: Int) -> [JSONEscape] {
        if escapes.isEmpty, inner.isEmpty { return [] }
        var joined: [JSONEscape] = []
        var (plain, decoded) = (range.lowerBound, 0)
        for escape in inner {
            appendEscapes(within: plain..<escape.source.lowerBound, shiftedTo: decoded, to: &joined)
            joined.append(JSONEscape(decoded: escape.decoded, source: source(of: escape.source)))
            (plain, decoded) = (escape.source.upperBound, escape.decoded.upperBound)
        }
        appendEscapes(within: plain..<range.upperBound, shiftedTo: decoded, to: &joined)
        return joined
    }

    private func appendEscapes(within range: Range<Int>, shiftedTo start: Int, to joined: inout [JSONEscape]) {
        var index = firstEscape(startingAfter: range.lowerBound - 1)
        while index < escapes.count, escapes[index].decoded.lowerBound < range.upperBound {
            let escape = escapes[index]
            let lower = start + escape.decoded.lowerBound - range.lowerBound
            joined.append(
                JSONEscape(decoded: lower..<lower + escape.decoded.count, source: escape.source))
            index += 1
        }
    }
}
