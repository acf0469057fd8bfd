// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// One declension of a name word, from its dictionary form to the six cases of a man's or a woman's.
///
/// Words are lower-case UTF-8 with ё written as е. Other than `RussianParadigm`, which reads every form that is met, it says
/// the one form to write.
struct DeclensionRule: Sendable {
    /// What a stem can end in beside letters that are spelled out.
    enum StemClass: String, CaseIterable, Sendable {
        /// Any stem, an empty one too.
        case any
        case consonant, vowel, velar, hushing
    }

    /// The whole dictionary form, for names that decline like no other.
    let whole: [UInt8]?
    /// Whether ё of the dictionary form is е in every other case: Пётр, Петра.
    let isPlain: Bool
    let classes: [StemClass]
    /// Letters a stem can end in, as they are.
    let endings: [[UInt8]]
    /// How many vowels the dictionary form has at least.
    let syllables: Int
    /// What the dictionary form ends in after the stem.
    let lemma: [UInt8]
    /// The endings of the six cases; empty where the rule is not for that gender.
    let masculine: [[UInt8]]
    let feminine: [[UInt8]]

    /// The form in a case of a word with this dictionary form; `nil` where the rule is not for it.
    func form(of word: [UInt8], _ gender: RussianGender, _ grammaticalCase: GrammaticalCase) -> [UInt8]? {
        let row = gender == .feminine ? feminine : masculine
        guard row.count == GrammaticalCase.allCases.count else { return nil }
        let ending = row[grammaticalCase.rawValue]
        if let whole { return word == whole ? ending : nil }
        guard word.count >= lemma.count, word.suffix(lemma.count).elementsEqual(lemma) else { return nil }
        let stem = word.dropLast(lemma.count)
        guard fits(stem), CyrillicLetters.vowels(in: word) >= syllables else { return nil }
        return stem + ending
    }

    private func fits(_ stem: ArraySlice<UInt8>) -> Bool {
        if classes.contains(.any) { return true }
        if endings.contains(where: { stem.count >= $0.count && stem.suffix($0.count).elementsEqual($0) }) {
            return true
        }
        guard stem.count >= 2 else { return false }
        let last = CyrillicLetters.letter(stem, at: stem.endIndex - 2)
        return classes.contains { kind in
            switch kind {
            case .any: true
            case .consonant: RussianStem.isConsonant(last)
            case .vowel: RussianStem.isVowel(last)
            case .velar: RussianStem.isVelar(last)
            case .hushing: RussianStem.isHushing(last) && last != CyrillicLetters.tse
            }
        }
    }
}

/// Small Cyrillic letters, each the two bytes of its UTF-8 as one number.
enum CyrillicLetters {
    /// ц hushes in the rules that read forms; in those that write them it has endings of its own.
    static let tse: UInt16 = 0xD186

    static func letter(_ word: ArraySlice<UInt8>, at index: Int) -> UInt16 {
        UInt16(word[index]) << 8 | UInt16(word[index + 1])
    }

    /// How many vowels a word has.
    static func vowels(in word: [UInt8]) -> Int {
        stride(from: 0, to: word.count - 1, by: 2).count { RussianStem.isVowel(letter(word[...], at: $0)) }
    }
}
