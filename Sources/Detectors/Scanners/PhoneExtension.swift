// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The extension after a phone number: `x123`, `ext. 123`, `доб. 123`, `(вн. 123)`.
enum PhoneExtension {
    private static let words: [[UInt8]] = ["доб.", "доб", "ДОБ.", "ДОБ", "вн.", "вн", "ext.", "ext", "x", "X"].map {
        Array($0.utf8)
    }
    private static let maximumDigits = 6

    /// Where the number ends with its extension; `offset` if it has none.
    static func end(in text: [UInt8], after offset: Int) -> Int {
        var start = offset
        while start < min(text.count, offset + 2), text[start] == UInt8(ascii: " ") || text[start] == UInt8(ascii: ",")
        {
            start += 1
        }
        let isBracketed = start < text.count && text[start] == UInt8(ascii: "(")
        if isBracketed { start += 1 }
        guard let word = words.first(where: { text[start...].starts(with: $0) }) else { return offset }
        start += word.count
        if start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
        let digits = text[start...].prefix { $0.isASCIIDigit }
        guard (1...maximumDigits).contains(digits.count) else { return offset }
        guard isBracketed else { return digits.endIndex }
        return digits.endIndex < text.count && text[digits.endIndex] == UInt8(ascii: ")") ? digits.endIndex + 1 : offset
    }
}
