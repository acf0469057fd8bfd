// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// The words in which dates are told, with what they say.
struct DateWords: Sendable {
    static let shared = DateWords()

    private let words: [[UInt8]: DateToken]
    private static let longest = 40
    private static let conjunction = Array("و".utf8)

    private init() {
        var words: [[UInt8]: DateToken] = [:]
        func add(_ list: String, _ word: DateWord) {
            for text in list.utf8.split(separator: UInt8(ascii: " ")) {
                let folded = AnalyzedText.fold(Array(text))
                words[folded] = DateToken(range: 0..<0, word: word)
                guard folded[0] >= 0xD8 else { continue }
                words[Self.conjunction + folded] = DateToken(range: 0..<0, word: word, hasConjunction: true)
            }
        }
        for (list, word) in SpokenWords.russian + SpokenWords.english + SpokenWords.arabic {
            switch word {
            case .number(let value): add(list, .number(value))
            case .ten: add(list, .ten)
            case .hundred: add(list, .hundred)
            case .thousand: add(list, .thousand)
            case .and: add(list, .filler)
            default: break
            }
        }
        for (stem, value) in Self.russianOrdinals { add("\(stem)ого \(stem)ое", .ordinal(value)) }
        for (list, value) in Self.ordinals { add(list, .ordinal(value)) }
        add(Self.months, .month)
        add("of the de من شهر", .filler)
        add("года год г year عام سنه", .year)
        add("الفين الفان", .number(2000))
        self.words = words
    }

    /// The words and numbers in a range of `text`, folded bytes.
    func tokens(in text: [UInt8], range: Range<Int>) -> [DateToken] {
        var tokens: [DateToken] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let start = offset
            if text[offset].isASCIIDigit {
                while offset < text.count, text[offset].isASCIIDigit { offset += 1 }
                let digits = text[start..<offset]
                let value = digits.count > 4 ? 0 : digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
                offset = Self.ending(text, from: offset)
                tokens.append(DateToken(range: start..<offset, word: .digits(value, count: digits.count)))
                continue
            }
            var word: [UInt8] = []
            while offset < text.count, let letter = NameLetter(at: offset, in: text) {
                word.append(letter.lowerLead)
                if letter.length > 1 { word.append(letter.lowerTrail) }
                offset += letter.length
            }
            if word.isEmpty {
                offset += 1
            } else {
                let known = word.count <= Self.longest ? words[word] : nil
                tokens.append(
                    DateToken(
                        range: start..<offset, word: known?.word ?? .other,
                        hasConjunction: known?.hasConjunction ?? false))
            }
        }
        return tokens
    }

    /// The end of what makes digits an ordinal: 5th, 5-го.
    private static func ending(_ text: [UInt8], from start: Int) -> Int {
        var offset = start
        if offset < text.count, text[offset] == UInt8(ascii: "-") { offset += 1 }
        let first = offset
        while offset < text.count, let letter = NameLetter(at: offset, in: text) { offset += letter.length }
        return offset > first && offset - first <= 6 ? offset : start
    }
}
