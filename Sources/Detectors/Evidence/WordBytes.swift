// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Which bytes of folded UTF-8 belong to words, decided without decoding characters.
enum WordBytes {
    /// Whether the byte at `index` belongs to a letter or digit.
    static func isWord(_ text: [UInt8], _ index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 { return byte.isASCIIAlphanumeric }
        var lead = index
        while lead > 0, text[lead].isContinuation { lead -= 1 }
        return isWordLead(text[lead], followedBy: lead + 1 < text.count ? text[lead + 1] : 0)
    }

    /// Whether a character beyond ASCII with these first two bytes is a letter or digit.
    ///
    /// Not: U+0080–00BF («, », №'s neighbors), U+2000–2FFF (punctuation, symbols, №), the Arabic comma, semicolon,
    /// question mark, percent sign and separators, U+3000–303F, and everything past the basic plane (emoji).
    static func isWordLead(_ lead: UInt8, followedBy second: UInt8) -> Bool {
        switch lead {
        case 0xC3...0xD7, 0xDA...0xDF, 0xE0...0xE1, 0xE4...0xEF: true
        case 0xD8: !(second == 0x8C || second == 0x9B || second == 0x9F)
        case 0xD9: !(0xAA...0xAD).contains(second)
        case 0xE3: second != 0x80
        default: false
        }
    }

    /// Lower-cases ASCII, Latin-1, Greek and Cyrillic in place: both cases have the same length in UTF-8, so that
    /// offsets stay. Other Latin letters have lost their marks in the fold.
    static func lowercase(_ text: inout [UInt8]) {
        var bytes = text.mutableSpan
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isASCIIUppercase {
                bytes[index] = byte | 0x20
            } else if byte >= 0xC3, index + 1 < bytes.count {
                let (first, second) = lowercased(byte, bytes[index + 1])
                bytes[index] = first
                bytes[index + 1] = second
                index += 1
            }
            index += 1
        }
    }

    /// The lower case of a letter of two bytes; every other two bytes as they are.
    @inline(__always)
    private static func lowercased(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8) {
        switch (first, second) {
        // U+0400–042F: А–П move by 32 within D0, Р–Я go to D1, Ѐ–Џ go to D1 by 80.
        case (0xD0, 0x80...0x8F): (0xD1, second + 0x10)
        case (0xD0, 0x90...0x9F): (0xD0, second + 0x20)
        case (0xD0, 0xA0...0xAF): (0xD1, second - 0x20)
        // U+00C0–00DE but ×.
        case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E): (0xC3, second + 0x20)
        // Α–Ο move by 32 within CE, Π–Ω go to CF.
        case (0xCE, 0x91...0x9F): (0xCE, second + 0x20)
        case (0xCE, 0xA0...0xA9): (0xCF, second - 0x20)
        default: (first, second)
        }
    }
}
