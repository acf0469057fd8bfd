// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// Finds account numbers by country and length, with or without single separators between the characters.
///
/// The length says where a number ends: an expression would take the word after it for a part of it.
struct IBANScanner: CandidateScanner {
    let name = "iban"
    let variants = ["grouped", "plain"]
    let lengths: IBANLengths

    private static let maximumGap = 3

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var index = ByteSearch.digit(in: text, from: 2)
        while index + 1 < text.count {
            guard let found = candidate(in: text, checkDigits: index) else {
                index = ByteSearch.digit(in: text, from: index + 1)
                continue
            }
            report(found.isGrouped ? 0 : 1, found.span)
            index = ByteSearch.digit(in: text, from: found.span.upperBound + 2)
        }
    }

    /// The number whose check digits stand at `index`.
    private func candidate(in text: [UInt8], checkDigits index: Int) -> (span: Range<Int>, isGrouped: Bool)? {
        let (first, second) = (text[index - 2], text[index - 1])
        guard first.isASCIILetter, second.isASCIILetter, first.isASCIIUppercase == second.isASCIIUppercase,
            let length = lengths.length(first.asciiUppercased, second.asciiUppercased),
            index < 3 || !Self.isWord(text[index - 3])
        else { return nil }
        var end = index + 1
        var count = 3
        var isGrouped = false
        while count < length {
            guard let next = Self.alphanumeric(in: text, from: end) else { return nil }
            if count == 3, !text[next].isASCIIDigit { return nil }
            isGrouped = isGrouped || next > end
            end = next + 1
            count += 1
        }
        guard end == text.count || !Self.isWord(text[end]) else { return nil }
        return (index - 2..<end, isGrouped)
    }

    /// The offset of the next letter or digit, with at most a few separators before it; the length of the number and its
    /// check digits say enough where it ends.
    private static func alphanumeric(in text: [UInt8], from offset: Int) -> Int? {
        var index = offset
        while index < text.count, index - offset < maximumGap, isSeparator(text[index]) { index += 1 }
        return index < text.count && text[index].isASCIIAlphanumeric ? index : nil
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { " -\n\t./_*`~,;:|".utf8.contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric }
}
