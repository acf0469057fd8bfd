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

    /// Lower-cases ASCII and Cyrillic in place: both cases have the same length in UTF-8, so that offsets stay.
    static func lowercase(_ text: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte.isASCIIUppercase {
                text[index] = byte | 0x20
            } else if byte == 0xD0, index + 1 < text.count {
                lowercaseCyrillic(&text, at: index)
                index += 1
            }
            index += 1
        }
    }

    /// U+0400–042F begin with D0; А–П move by 32 within it, Р–Я go to D1, Ѐ–Џ go to D1 by 80.
    private static func lowercaseCyrillic(_ text: inout [UInt8], at index: Int) {
        let second = text[index + 1]
        switch second {
        case 0x80...0x8F:
            text[index] = 0xD1
            text[index + 1] = second + 0x10
        case 0x90...0x9F: text[index + 1] = second + 0x20
        case 0xA0...0xAF:
            text[index] = 0xD1
            text[index + 1] = second - 0x20
        default: break
        }
    }
}
