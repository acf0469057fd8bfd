// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Letter case of Cyrillic words in UTF-8 (the letters А–я, each two bytes, ё folded to е).
enum CyrillicCase {
    /// How a word is capitalised.
    enum Style: Sendable {
        case lower, capitalized, upper

        /// The style of a word; a word of one capital letter counts as capitalised.
        init(of word: [UInt8]) {
            let first = isUpper(word, at: 0)
            let second = isUpper(word, at: 2)
            self = first ? (second ? .upper : .capitalized) : .lower
        }

        /// A lower-case word written in this style.
        func applied(to word: [UInt8]) -> [UInt8] {
            switch self {
            case .lower: word
            case .capitalized: CyrillicCase.uppercased(Array(word.prefix(2))) + word.dropFirst(2)
            case .upper: CyrillicCase.uppercased(word)
            }
        }
    }

    /// Whether every letter is in А–я.
    static func isCyrillic(_ word: [UInt8]) -> Bool {
        guard word.count.isMultiple(of: 2) else { return false }
        return stride(from: 0, to: word.count, by: 2).allSatisfy { index in
            switch (word[index], word[index + 1]) {
            case (0xD0, 0x90...0xBF), (0xD1, 0x80...0x8F): true
            default: false
            }
        }
    }

    /// Lower case; bytes that are no Cyrillic capital stay.
    static func lowercased(_ word: [UInt8]) -> [UInt8] {
        var result = word
        for index in stride(from: 0, to: word.count - 1, by: 2) where word[index] == 0xD0 {
            switch word[index + 1] {
            case 0x90...0x9F: result[index + 1] += 0x20
            case 0xA0...0xAF: (result[index], result[index + 1]) = (0xD1, word[index + 1] - 0x20)
            default: break
            }
        }
        return result
    }

    /// Upper case; bytes that are no Cyrillic small letter stay.
    static func uppercased(_ word: [UInt8]) -> [UInt8] {
        var result = word
        for index in stride(from: 0, to: word.count - 1, by: 2) {
            switch (word[index], word[index + 1]) {
            case (0xD0, 0xB0...0xBF): result[index + 1] -= 0x20
            case (0xD1, 0x80...0x8F): (result[index], result[index + 1]) = (0xD0, word[index + 1] + 0x20)
            default: break
            }
        }
        return result
    }

    private static func isUpper(_ word: [UInt8], at index: Int) -> Bool {
        guard index + 1 < word.count else { return false }
        return word[index] == 0xD0 && (0x90...0xAF).contains(word[index + 1])
    }
}
