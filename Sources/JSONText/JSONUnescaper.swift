// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One escape and what it stands for. Ranges count in the text and in its unescaped form.
struct JSONEscape: Sendable, Equatable {
    let decoded: Range<Int>
    let source: Range<Int>
}

/// Reads the escapes of RFC 8259 §7; a pair of surrogate escapes is one unit.
enum JSONUnescaper {
    /// The end of the escape that begins with the backslash at `index`. Throws `.syntax` or `.loneSurrogate`.
    static func end(ofEscape text: Span<UInt8>, at index: Int) throws(JSONTextError) -> Int {
        guard index + 1 < text.count else { throw JSONTextError(code: .syntax, offset: index) }
        guard text[index + 1] == UInt8(ascii: "u") else {
            guard simple(text[index + 1]) != nil else { throw JSONTextError(code: .syntax, offset: index) }
            return index + 2
        }
        guard let unit = codeUnit(text, at: index) else { throw JSONTextError(code: .syntax, offset: index) }
        if !UTF16.isSurrogate(unit) { return index + 6 }
        guard UTF16.isLeadSurrogate(unit), let trail = codeUnit(text, at: index + 6), UTF16.isTrailSurrogate(trail)
        else { throw JSONTextError(code: .loneSurrogate, offset: index) }
        return index + 12
    }

    /// The text of a string that has been scanned, and its escapes in order.
    static func unescape(_ bytes: [UInt8], _ range: Range<Int>) -> (utf8: [UInt8], escapes: [JSONEscape]) {
        let text = bytes.span
        var utf8: [UInt8] = []
        utf8.reserveCapacity(range.count)
        var escapes: [JSONEscape] = []
        var plain = range.lowerBound
        var index = plain
        while index < range.upperBound {
            guard text[index] == .backslash else {
                index += 1
                continue
            }
            utf8.append(contentsOf: bytes[plain..<index])
            let start = utf8.count
            let end = append(text, at: index, to: &utf8)
            escapes.append(JSONEscape(decoded: start..<utf8.count, source: index..<end))
            (plain, index) = (end, end)
        }
        utf8.append(contentsOf: bytes[plain..<range.upperBound])
        return (utf8, escapes)
    }

    /// Appends what a well-formed escape stands for; returns its end.
    private static func append(_ text: Span<UInt8>, at index: Int, to utf8: inout [UInt8]) -> Int {
        if let byte = simple(text[index + 1]) {
            utf8.append(byte)
            return index + 2
        }
        let lead = codeUnit(text, at: index) ?? 0
        if let scalar = Unicode.Scalar(lead) {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return index + 6
        }
        let trail = codeUnit(text, at: index + 6) ?? 0
        let pair = 0x10000 + (UInt32(lead & 0x3FF) << 10 | UInt32(trail & 0x3FF))
        let scalar = Unicode.Scalar(pair) ?? "\u{FFFD}"
        utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return index + 12
    }

    /// What a two-character escape stands for.
    private static func simple(_ byte: UInt8) -> UInt8? {
        switch byte {
        case .quote, .backslash, UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The code unit of `\uXXXX` at `index`; `nil` where there is none.
    private static func codeUnit(_ text: Span<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= text.count, text[index] == .backslash, text[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for offset in index + 2..<index + 6 {
            guard let digit = hexValue(text[offset]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case .zero ... .nine: byte - .zero
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
