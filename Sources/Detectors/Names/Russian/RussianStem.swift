// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Looks at the end of a stem: two-byte Cyrillic letters packed big-endian into one integer, the last letter lowest.
enum RussianStem {
    /// Packs the last letters (at most four) of a word.
    static func pack(_ letters: String) -> UInt64 {
        letters.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether a stem whose last eight bytes are `tail` and that has `letters` letters satisfies `rule`.
    static func fits(_ rule: RussianParadigm.Stem, tail: UInt64, letters: Int) -> Bool {
        let last = UInt16(truncatingIfNeeded: tail)
        let lastTwo = UInt32(truncatingIfNeeded: tail)
        guard letters >= 1 else { return false }
        switch rule {
        case .any: return true
        case .consonant: return isConsonant(last) && !isHushing(last)
        case .hushing: return isHushing(last)
        case .closed: return isConsonant(last)
        case .vowel: return isVowel(last)
        case .velar: return isVelar(last)
        case .soft: return isHushing(last) || last == en
        case .possessive: return letters >= 3 && (lastTwo == ov || lastTwo == ev || lastTwo == `in` || lastTwo == yn)
        case .unchanging: return isVowel(last) && last != a && last != ya && last != yery
        case .afterI: return last == i
        case .notAfterI: return last != i
        case .afterL: return last == el
        case .masculinePatronymic: return letters >= 5 && patronymics.contains(tail)
        case .femininePatronymic:
            return letters >= 4 && (lastTwo == ov || lastTwo == ev || lastTwo == ich)
        case .colloquialPatronymic: return letters >= 3 && isConsonant(last)
        }
    }

    /// Whether a word ends as verbs do that begin sentences: «Передайте», «Утвердил», «Звонила».
    static func looksVerbal(_ word: ArraySlice<UInt8>) -> Bool {
        verbal.contains { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }
    }

    /// Whether a stem and the ending of its lemma look like a surname and like few other words.
    static func isSurnameShaped(_ tail: UInt64, ending: RussianEnding, letters: Int) -> Bool {
        guard letters >= 4 else { return false }
        let lastTwo = UInt32(truncatingIfNeeded: tail)
        switch ending.stem {
        case .possessive: return letters >= 5 || lastTwo == ov || lastTwo == ev
        case .velar: return lastTwo == sk || lastTwo == tsk
        case .unchanging: return unchangingSurnames.contains(tail & 0xFFFF_FFFF_FFFF)
        case .consonant where ending.lemmaBytes == 0:
            return letters >= 5 && consonantSurnames.contains(tail & 0xFFFF_FFFF_FFFF)
        default: return false
        }
    }

    /// а е и о у ы э ю я
    static func isVowel(_ letter: UInt16) -> Bool {
        switch letter {
        case 0xD0B0, 0xD0B5, 0xD0B8, 0xD0BE, 0xD183, 0xD18B, 0xD18D, 0xD18E, 0xD18F: true
        default: false
        }
    }

    /// ж ц ч ш щ
    static func isHushing(_ letter: UInt16) -> Bool {
        switch letter {
        case 0xD0B6, 0xD186, 0xD187, 0xD188, 0xD189: true
        default: false
        }
    }

    /// к г х
    static func isVelar(_ letter: UInt16) -> Bool { letter == ka || letter == ge || letter == ha }

    static func isConsonant(_ letter: UInt16) -> Bool {
        letter != soft && letter != hard && letter != short && !isVowel(letter) && letter >= 0xD0B0
    }

    // Letters and pairs of letters as numbers, so that the compiler makes constants of them.
    private static let a: UInt16 = 0xD0B0
    private static let ya: UInt16 = 0xD18F
    private static let yery: UInt16 = 0xD18B
    private static let i: UInt16 = 0xD0B8
    private static let ka: UInt16 = 0xD0BA
    private static let ge: UInt16 = 0xD0B3
    private static let ha: UInt16 = 0xD185
    private static let en: UInt16 = 0xD0BD
    private static let el: UInt16 = 0xD0BB
    private static let soft: UInt16 = 0xD18C
    private static let hard: UInt16 = 0xD18A
    private static let short: UInt16 = 0xD0B9
    private static let sk: UInt32 = 0xD181_D0BA
    private static let tsk: UInt32 = 0xD186_D0BA
    private static let ov: UInt32 = 0xD0BE_D0B2
    private static let ev: UInt32 = 0xD0B5_D0B2
    private static let ich: UInt32 = 0xD0B8_D187
    private static let `in`: UInt32 = 0xD0B8_D0BD
    private static let yn: UInt32 = 0xD18B_D0BD
    private static let verbal = [
        "ил", "ал", "ял", "ел", "ла", "ло", "ли", "те", "ся", "сь", "ть", "ет", "ит", "ют", "ут",
    ]
    .map { Array($0.utf8) }
    /// Шевченко, Гогоберидзе, Саакашвили; Ковальчук, Саркисян: the last three letters.
    private static let unchangingSurnames = ["нко", "дзе", "или"].map(pack)
    private static let consonantSurnames = ["чук", "щук", "нюк", "сян", "нян", "рян", "лян", "тян", "дян"].map(pack)
    /// The last four letters of men's patronymics: Иванович, Сергеевич; Ильич, Фомич, Лукич, Никитич, Саввич, Кузьмич.
    private static let patronymics = ["ович", "евич", "льич", "омич", "укич", "итич", "ввич", "ьмич"].map(pack)
}
