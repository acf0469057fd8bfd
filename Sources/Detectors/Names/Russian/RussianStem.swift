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
        case .velar: return last == ka || last == ge || last == ha
        case .soft: return isHushing(last) || last == en
        case .possessive: return letters >= 3 && possessives.contains(lastTwo)
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

    private static func isVowel(_ letter: UInt16) -> Bool { vowels.contains(letter) }
    private static func isHushing(_ letter: UInt16) -> Bool { hushing.contains(letter) }
    private static func isConsonant(_ letter: UInt16) -> Bool {
        letter != soft && letter != hard && letter != short && !isVowel(letter) && letter >= 0xD0B0
    }

    private static func letter(_ text: String) -> UInt16 { UInt16(truncatingIfNeeded: pack(text)) }
    private static func pair(_ text: String) -> UInt32 { UInt32(truncatingIfNeeded: pack(text)) }

    private static let a = letter("а")
    private static let ya = letter("я")
    private static let yery = letter("ы")
    private static let i = letter("и")
    private static let ka = letter("к")
    private static let ge = letter("г")
    private static let ha = letter("х")
    private static let en = letter("н")
    private static let el = letter("л")
    private static let soft = letter("ь")
    private static let hard = letter("ъ")
    private static let short = letter("й")
    private static let sk = pair("ск")
    private static let tsk = pair("цк")
    private static let ov = pair("ов")
    private static let ev = pair("ев")
    private static let ich = pair("ич")
    private static let vowels = ["а", "е", "и", "о", "у", "ы", "э", "ю", "я"].map(letter)
    private static let hushing = ["ж", "ш", "ч", "щ", "ц"].map(letter)
    private static let verbal = [
        "ил", "ал", "ял", "ел", "ла", "ло", "ли", "те", "ся", "сь", "ть", "ет", "ит", "ют", "ут",
    ]
    .map { Array($0.utf8) }
    /// Шевченко, Гогоберидзе, Саакашвили; Ковальчук, Саркисян: the last three letters.
    private static let unchangingSurnames = ["нко", "дзе", "вили"].map { pack($0) & 0xFFFF_FFFF_FFFF }
    private static let consonantSurnames = ["чук", "щук", "нюк", "сян", "нян", "рян", "лян", "тян", "дян"].map(pack)
    private static let possessives = ["ов", "ев", "ин", "ын"].map(pair)
    /// The last four letters of men's patronymics: Иванович, Сергеевич; Ильич, Фомич, Лукич, Никитич, Саввич, Кузьмич.
    private static let patronymics = ["ович", "евич", "льич", "омич", "укич", "итич", "ввич", "ьмич"].map(pack)
}
