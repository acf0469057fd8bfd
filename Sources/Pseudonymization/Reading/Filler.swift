// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Characters that models, terminals and word processors put into a token and that the reader skips.
enum Filler {
    /// What stands at a place of a text.
    enum Finding: Equatable {
        case none
        /// The text ends within what may become a filler.
        case cut
        /// A filler of so many bytes.
        case found(count: Int)
    }

    /// Looks at `index` of `text[..<end]`. Spaces count only between brackets, where they cannot be a word's end.
    static func find(in text: [UInt8], at index: Int, end: Int, allowsSpaces: Bool) -> Finding {
        guard index < end else { return .none }
        switch text[index] {
        case 0x20, 0x09: return allowsSpaces ? .found(count: 1) : .none
        case 0xC2: return find(in: text, at: index, end: end, count: 2) { isLatinFiller($0[1], allowsSpaces) }
        case 0xD8: return find(in: text, at: index, end: end, count: 2) { $0[1] == 0x9C }
        case 0xD9: return find(in: text, at: index, end: end, count: 2) { $0[1] == 0x80 }
        case 0xE2: return find(in: text, at: index, end: end, count: 3) { isPunctuationFiller($0, allowsSpaces) }
        case 0xEF: return find(in: text, at: index, end: end, count: 3) { isPresentationFiller($0) }
        case 0xF3: return find(in: text, at: index, end: end, count: 4) { $0[1] == 0xA0 && ($0[2] & 0xFC) == 0x80 }
        default: return .none
        }
    }

    /// A character of `count` bytes that satisfies `isFiller`; `cut` where the text ends before them.
    private static func find(
        in text: [UInt8], at index: Int, end: Int, count: Int, where isFiller: ([4 of UInt8]) -> Bool
    ) -> Finding {
        guard index + count <= end else { return isContinued(text, after: index, end: end) ? .cut : .none }
        var character: [4 of UInt8] = [0, 0, 0, 0]
        for offset in 0..<count { character[offset] = text[index + offset] }
        return isFiller(character) ? .found(count: count) : .none
    }

    /// Whether all that is left after the lead byte are continuation bytes.
    private static func isContinued(_ text: [UInt8], after index: Int, end: Int) -> Bool {
        text[(index + 1)..<end].allSatisfy { $0 & 0xC0 == 0x80 }
    }

    /// U+00AD soft hyphen, U+00A0 no-break space.
    private static func isLatinFiller(_ second: UInt8, _ allowsSpaces: Bool) -> Bool {
        second == 0xAD || (allowsSpaces && second == 0xA0)
    }

    /// U+200B–200F, U+202A–202E, U+2060–206F invisible and bidi; U+2000–200A, U+202F, U+205F spaces.
    private static func isPunctuationFiller(_ character: [4 of UInt8], _ allowsSpaces: Bool) -> Bool {
        switch (character[1], character[2]) {
        case (0x80, 0x8B...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA0...0xAF): true
        case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): allowsSpaces
        default: false
        }
    }

    /// U+FEFF and the variation selectors U+FE00–FE0F.
    private static func isPresentationFiller(_ character: [4 of UInt8]) -> Bool {
        switch (character[1], character[2]) {
        case (0xBB, 0xBF), (0xB8, 0x80...0x8F): true
        default: false
        }
    }
}
