// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON text that has been read once: strictly by RFC 8259, with every value and key in one flat table.
///
/// Refused are also what parsers disagree on: a byte order mark, invalid UTF-8, lone surrogates in escapes and, after
/// unescaping, the same key twice in one object.
package struct JSONScan: Sendable {
    /// The text that was read: for nested JSON the unescaped text of the string it stood in.
    package let bytes: [UInt8]
    /// Every value and key in document order; the root is the first.
    package let nodes: [JSONNode]
    /// The string this text was read from, when it was JSON in a JSON string.
    package let enclosing: JSONDecodedString?

    /// Reads the outermost text.
    package init(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONTextError) {
        self.bytes = bytes
        nodes = try JSONScanner.scan(bytes, limits: limits)
        enclosing = nil
    }

    /// Reads JSON that is the content of a JSON string. Errors count offsets in the unescaped text.
    package init(nested string: JSONDecodedString, limits: JSONLimits = .standard) throws(JSONTextError) {
        bytes = string.utf8
        nodes = try JSONScanner.scan(string.utf8, limits: limits)
        enclosing = string
    }

    /// Indices of strings, keys, numbers and literals in document order.
    package var leaves: some Sequence<Int> { nodes.indices.lazy.filter { [nodes] in !nodes[$0].isContainer } }

    /// The text of a string, key, number or literal, with the way back to the outermost bytes.
    package func decoded(_ index: Int) -> JSONDecodedString {
        let node = nodes[index]
        let isString = node.kind == .string || node.kind == .key
        let level = (enclosing?.level ?? 0) + (isString ? 1 : 0)
        guard node.hasEscapes else {
            return JSONDecodedString(
                utf8: Array(bytes[node.range]), range: node.range, escapes: [], level: level, enclosing: enclosing)
        }
        let (utf8, escapes) = JSONUnescaper.unescape(bytes, node.range)
        return JSONDecodedString(
            utf8: utf8, range: node.range, escapes: escapes, level: level, enclosing: enclosing)
    }

    /// A number written out by `JSONNumber.plain`; one unit, because no part of a number can be replaced.
    package func plainNumber(_ index: Int) -> JSONDecodedString {
        let range = nodes[index].range
        let digits = JSONNumber.plain(Array(bytes[range]))
        return JSONDecodedString(
            utf8: digits, range: range, escapes: [JSONEscape(decoded: 0..<digits.count, source: range)],
            level: enclosing?.level ?? 0, enclosing: enclosing)
    }

    /// The outermost bytes of a whole value, a string with its quotes.
    package func sourceRange(of index: Int) -> Range<Int> {
        let range = nodes[index].literalRange
        return enclosing?.source(of: range) ?? range
    }

    /// Whether a string or key says exactly `text`; without allocation where it has no escapes.
    package func says(_ text: [UInt8], at index: Int) -> Bool { says(text.span, at: index) }

    func says(_ text: borrowing Span<UInt8>, at index: Int) -> Bool {
        let node = nodes[index]
        guard node.hasEscapes else {
            return node.range.count == text.count && Self.stands(text, in: bytes.span, at: node.range.lowerBound)
        }
        let said = decoded(index).utf8
        return said.count == text.count && Self.stands(text, in: said.span, at: 0)
    }

    /// Whether `part` stands in `whole` from `start` on, where there is room for it.
    private static func stands(
        _ part: borrowing Span<UInt8>, in whole: borrowing Span<UInt8>, at start: Int
    ) -> Bool {
        for place in part.indices where whole[start + place] != part[place] { return false }
        return true
    }
}
