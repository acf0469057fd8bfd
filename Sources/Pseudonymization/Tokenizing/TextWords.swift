// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The words of a text: runs of letters, digits and marks. Everything else, the underscore included, is an edge.
enum TextWords {
    /// The words' byte ranges, in order.
    static func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        var index = 0
        while index < text.count {
            let (isWord, count) = classify(text, at: index)
            if isWord, start == nil { start = index }
            if !isWord, let begun = start {
                ranges.append(begun..<index)
                start = nil
            }
            index += count
        }
        if let start { ranges.append(start..<text.count) }
        return ranges
    }

    /// Whether a scalar is part of words.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x80: return ASCII.isAlphanumeric(UInt8(scalar.value))
        case 0x400..<0x530, 0x620..<0x66A, 0x671..<0x6D4: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }

    /// Whether the character at `index` is part of a word, and its length. Bytes that are not UTF-8 are edges.
    private static func classify(_ text: [UInt8], at index: Int) -> (isWord: Bool, count: Int) {
        let lead = text[index]
        if lead < 0x80 { return (ASCII.isAlphanumeric(lead), 1) }
        // Cyrillic and most of Arabic, without decoding.
        if lead == 0xD0 || lead == 0xD1 { return (true, 2) }
        guard let (scalar, count) = UTF8Character.decode(text, at: index) else { return (false, 1) }
        return (isWord(scalar), count)
    }
}
