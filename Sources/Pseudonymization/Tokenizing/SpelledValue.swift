// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// A value that must not leave, with all that its spellings (`ValueSpelling`) are made from; computed once a request.
struct SpelledValue: Sendable {
    /// Which letters a repeat may change.
    enum CaseRule: Sendable {
        /// Any: ИВАНОВ, иванов.
        case any
        /// The first must stay a capital: a lone name is often a word too (Вера, Will).
        case capital
        /// None: a password that is a word.
        case exact
    }

    /// A word of the value, folded, lower case.
    struct Word: Sendable {
        let forms: WordForms
        /// What stands between it and the next word, white space as one space; empty for the last.
        let separator: [UInt8]
    }

    /// The shortest value whose repeats are looked for, in characters: shorter ones are part of everything.
    static let minimumCharacters = 4
    /// The fewest digits that say who somebody is, wherever their separators stand.
    static let minimumDigits = 6

    /// The client's own bytes.
    let original: [UInt8]
    let type: EntityType
    let caseRule: CaseRule
    /// `original` folded as detectors see it.
    let folded: [UInt8]
    /// From the first letter or digit of `folded` to the last.
    let words: [Word]
    /// The digits of `folded`; empty when they are fewer than six.
    let digits: [UInt8]

    /// `nil` for a value too short to be looked for.
    init?(_ original: [UInt8], type: EntityType, isSecret: Bool) {
        guard UTF8Character.count(original) >= Self.minimumCharacters else { return nil }
        self.original = original
        self.type = type
        folded = AnalyzedText.fold(original)
        let ranges = TextWords.ranges(in: folded)
        words = Self.words(of: folded, at: ranges, isPerson: type == .person)
        let digits = folded.filter(ASCII.isDigit)
        self.digits = digits.count >= Self.minimumDigits ? digits : []
        if isSecret, ranges.count == 1, !folded[ranges[0]].contains(where: ASCII.isDigit) {
            caseRule = .exact
        } else if type == .person, ranges.count == 1, LetterCase.startsWithCapital(folded[ranges[0]]) {
            caseRule = .capital
        } else {
            caseRule = .any
        }
    }

    /// Whether a place of a text, folded but in its own letter case, may be this value by its letter case.
    func admitsCase(of text: ArraySlice<UInt8>) -> Bool {
        switch caseRule {
        case .any: true
        case .capital: LetterCase.startsWithCapital(text)
        case .exact: text == Self.core(of: folded) || text == Self.core(of: original)
        }
    }

    /// The part of a value from its first word to its last.
    static func core(of value: [UInt8]) -> ArraySlice<UInt8> {
        let ranges = TextWords.ranges(in: value)
        guard let first = ranges.first, let last = ranges.last else { return value[...] }
        return value[first.lowerBound..<last.upperBound]
    }

    /// A separator with each run of white space as one space.
    static func collapsed(_ separator: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in separator {
            if !ASCII.isWhitespace(byte) { output.append(byte) } else if output.last != 0x20 { output.append(0x20) }
        }
        return output
    }

    private static func words(of folded: [UInt8], at ranges: [Range<Int>], isPerson: Bool) -> [Word] {
        ranges.indices.map { index in
            let word = LetterCase.lowercased(Array(folded[ranges[index]]))
            let isLast = index == ranges.count - 1
            let separator = isLast ? [] : folded[ranges[index].upperBound..<ranges[index + 1].lowerBound]
            return Word(forms: WordForms(word, isName: isPerson), separator: collapsed(separator))
        }
    }
}
