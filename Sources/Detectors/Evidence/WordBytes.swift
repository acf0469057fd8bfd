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
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte.isASCIIUppercase {
                text[index] = byte | 0x20
            } else if byte >= 0xC3, index + 1 < text.count {
                switch byte {
                case 0xC3: lowercaseLatin(&text, at: index)
                case 0xCE: lowercaseGreek(&text, at: index)
                case 0xD0: lowercaseCyrillic(&text, at: index)
                default: break
                }
                index += 1
            }
            index += 1
        }
    }

    /// U+00C0–00DE but ×.
    private static func lowercaseLatin(_ text: inout [UInt8], at index: Int) {
        let second = text[index + 1]
        if (0x80...0x9E).contains(second), second != 0x97 { text[index + 1] = second + 0x20 }
    }

    /// Α–Ο move by 32 within CE, Π–Ω go to CF.
    private static func lowercaseGreek(_ text: inout [UInt8], at index: Int) {
        let second = text[index + 1]
        switch second {
        case 0x91...0x9F: text[index + 1] = second + 0x20
        case 0xA0...0xA9:
            text[index] = 0xCF
            text[index + 1] = second - 0x20
        default: break
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
