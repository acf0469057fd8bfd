// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Endings of names in Latin letters: Russian ones, and those of families.
enum LatinEndings {
    private static let surnames = [
        "ov", "ova", "ev", "eva", "in", "ina", "yn", "yna", "sky", "skiy", "skii", "skaya", "skaia", "enko", "chuk",
        "dze", "shvili", "yan",
    ].map { Array($0.utf8) }
    private static let patronymics = ["ovich", "evich", "ovna", "evna", "ichna", "yich"].map { Array($0.utf8) }

    /// Whether a lower-case word ends as a Russian surname.
    static func isRussianSurname(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 5 && surnames.contains { ends(word, with: $0) }
    }

    /// Whether a lower-case word ends as a Russian patronymic.
    static func isPatronymic(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 6 && patronymics.contains { ends(word, with: $0) }
    }

    private static func ends(_ word: ArraySlice<UInt8>, with ending: [UInt8]) -> Bool {
        word.count >= ending.count && word.suffix(ending.count).elementsEqual(ending)
    }

    /// Whether words stand behind "the" and end as a family's name does: "the Hendersons".
    static func isFamily(_ words: Range<Int>, in text: NameText) -> Bool {
        let first = words.lowerBound
        return first > 0 && text.tokens[first].gap == .space
            && text.lower[text.span(of: words).upperBound - 1] == UInt8(ascii: "s")
            && text.word(text.tokens[first - 1]).elementsEqual("the".utf8)
    }
}
