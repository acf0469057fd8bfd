// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Decodes hexadecimal digits in pairs: `373732`, `0x373732`, `37 37 32`, `37:37:32`.
enum HexadecimalRun {
    /// Six bytes: fewer are no value worth the many numbers that would be read.
    static let minimumLength = 12
    /// A number may be all digits by itself: a longer one is needed to take it for text.
    private static let minimumDigits = 16

    /// A run of letters and digits that is hexadecimal as a whole.
    static func contiguous(_ text: [UInt8], _ range: Range<Int>) -> ViewRun? {
        var start = range.lowerBound
        if range.count > 2, text[start] == UInt8(ascii: "0"), text[start + 1] | 0x20 == UInt8(ascii: "x") { start += 2 }
        let digits = start..<range.upperBound
        guard digits.count >= minimumLength, digits.count & 1 == 0 else { return nil }
        var readable = ReadableText()
        var hasLetter = false
        for offset in stride(from: digits.lowerBound, to: digits.upperBound, by: 2) {
            guard let byte = byte(text, at: offset), readable.append(byte) else { return nil }
            hasLetter = hasLetter || text[offset + 1].isASCIILetter
        }
        guard readable.isComplete, hasLetter || digits.count >= minimumDigits else { return nil }
        return ViewRun(range, readable.bytes, kind: .hexadecimal)
    }

    /// Looking at every eighth byte meets every row of six pairs with enough of it left.
    static let probeDistance = 8

    /// Whether the byte at `offset` stands between two pairs with the same separator after the second one.
    static func isSeparator(_ text: [UInt8], at offset: Int) -> Bool {
        let byte = text[offset]
        guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: ":"), offset + 3 < text.count else { return false }
        return text[offset + 3] == byte
    }

    /// The row of pairs with one and the same separator between them, of which one stands at `separator`; it ends before
    /// the first byte that is no text.
    static func separated(_ text: [UInt8], around separator: Int, after floor: Int) -> ViewRun? {
        var start = separator + 1
        while start - 3 >= floor, text[start - 1] == text[separator], byte(text, at: start - 3) != nil { start -= 3 }
        if start > 0, text[start - 1].isASCIIAlphanumeric { start += 3 }
        var readable = ReadableText()
        var end = start
        var whole = (end: end, count: 0)
        while let byte = byte(text, at: end), readable.append(byte) {
            end += 2
            if readable.isComplete { whole = (end, readable.bytes.count) }
            guard end < text.count, text[end] == text[separator] else { break }
            end += 1
        }
        guard whole.count * 2 >= minimumLength, whole.end == text.count || !text[whole.end].isASCIIAlphanumeric else {
            return nil
        }
        return ViewRun(start..<whole.end, Array(readable.bytes.prefix(whole.count)), kind: .hexadecimal)
    }

    /// The byte that two hexadecimal digits at `offset` spell.
    static func byte(_ text: [UInt8], at offset: Int) -> UInt8? {
        guard offset + 1 < text.count, let high = text[offset].hexadecimalValue,
            let low = text[offset + 1].hexadecimalValue
        else { return nil }
        return UInt8(high << 4 | low)
    }
}
