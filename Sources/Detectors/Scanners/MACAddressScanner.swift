// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// Finds hardware addresses: six or eight pairs of hexadecimal digits between colons or hyphens, or three groups of four
/// between dots; never a part of a longer row such as a fingerprint or a version 6 address.
struct MACAddressScanner: CandidateScanner {
    let name = "mac"
    /// `digits` has no letter: it may be times or counts as well.
    let variants = ["address", "digits"]

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var index = Self.separator(in: text, from: 2)
        while index < text.count {
            guard text[index - 1].hexadecimalValue != nil, let end = Self.end(in: text, firstSeparator: index) else {
                index = Self.separator(in: text, from: index + 1)
                continue
            }
            let width = text[index] == UInt8(ascii: ".") ? 4 : 2
            let span = index - width..<end
            if Self.isAddress(text, span, width: width) {
                report(text[span].contains(where: \.isASCIILetter) ? 0 : 1, span)
            }
            index = Self.separator(in: text, from: end)
        }
    }

    /// The offset of the next colon, hyphen or full stop.
    private static func separator(in text: [UInt8], from offset: Int) -> Int {
        ByteSearch.any(of: (UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: ".")), in: text, from: offset)
    }

    /// A colon, a hyphen or a full stop.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Where the row of groups ends whose first separator is at `index`; `nil` if none begins there.
    private static func end(in text: [UInt8], firstSeparator index: Int) -> Int? {
        let separator = text[index]
        let width = separator == UInt8(ascii: ".") ? 4 : 2
        guard index >= width, isGroup(text, index - width, width),
            !isJoined(text, before: index - width)
        else { return nil }
        var end = index
        while end < text.count, text[end] == separator, isGroup(text, end + 1, width) { end += width + 1 }
        return end > index ? end : nil
    }

    private static func isAddress(_ text: [UInt8], _ span: Range<Int>, width: Int) -> Bool {
        let groups = (span.count + 1) / (width + 1)
        guard width == 4 ? groups == 3 : groups == 6 || groups == 8 else { return false }
        guard span.upperBound < text.count else { return true }
        let next = text[span.upperBound]
        if next.isASCIIAlphanumeric || next == UInt8(ascii: "_") { return false }
        // A separator behind it goes on only where a word follows: «…:B7: ok» ends here.
        let after = span.upperBound + 1 < text.count ? text[span.upperBound + 1] : UInt8(ascii: " ")
        return !isSeparator(next) || !(after.isASCIIAlphanumeric || after == UInt8(ascii: ":"))
    }

    private static func isGroup(_ text: [UInt8], _ start: Int, _ width: Int) -> Bool {
        start + width <= text.count && text[start..<start + width].allSatisfy { $0.hexadecimalValue != nil }
    }

    /// Whether the row goes on before `start`: in a word, or behind a separator after a group or another separator.
    ///
    /// `mac:00:1b:…` does not: no group has a name in it.
    private static func isJoined(_ text: [UInt8], before start: Int) -> Bool {
        guard start > 0 else { return false }
        let byte = text[start - 1]
        guard isSeparator(byte) else { return byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") }
        let name = text[..<(start - 1)].suffix(5).reversed().prefix(while: \.isASCIIAlphanumeric)
        return name.count < 5 && name.allSatisfy { $0.hexadecimalValue != nil }
    }
}
