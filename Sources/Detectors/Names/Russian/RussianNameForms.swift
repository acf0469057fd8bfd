// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Case forms of Russian name words, made by rule.
package enum RussianNameForms {
    /// Every case form of a Cyrillic surname, given name or patronymic, the word itself included, sorted by bytes.
    ///
    /// `nameWord` is one word of folded text (ё already е) in any case form; the forms keep its style of capitals. A
    /// form can belong to several declensions («Александра»), so the list may hold words that are no form of this name:
    /// it serves to search a text for repeats, where one word too many is the safe side. A word that is not purely
    /// Cyrillic has only itself.
    package static func forms(of nameWord: [UInt8]) -> [[UInt8]] {
        let word = CyrillicCase.lowercased(nameWord)
        guard CyrillicCase.isCyrillic(word), word.count >= 4 else { return [nameWord] }
        let style = CyrillicCase.Style(of: nameWord)
        var forms: Set<[UInt8]> = [nameWord]
        for (stem, paradigm) in paradigms(of: word) {
            for ending in endings[paradigm] { forms.insert(style.applied(to: stem + ending)) }
        }
        return forms.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The stems and declensions a word can belong to. Where the word reads as a surname on -ов, -ев, -ин or as a
    /// patronymic, readings as an adjective are left out: «Ивановой» is no form of «Ивановый».
    private static func paradigms(of word: [UInt8]) -> [(stem: [UInt8], paradigm: Int)] {
        let candidates = word.last.map(RussianEndings.shared.candidates) ?? []
        var found: [(stem: [UInt8], ending: RussianEnding)] = []
        for ending in candidates {
            let stem = Array(word.dropLast(ending.formBytes))
            if ending.fits(tail: tail(of: word), stemTail: tail(of: stem), count: word.count) {
                found.append((stem, ending))
            }
        }
        let isCertain = found.contains { $0.ending.stem == .possessive || $0.ending.roles == .patronymic }
        return found.filter { !isCertain || $0.ending.stem != .any || $0.ending.roles != .surname }
            .map { ($0.stem, $0.ending.paradigm) }
    }

    /// By paradigm, each ending once: taken apart when first needed, not for every name.
    private static let endings: [[[UInt8]]] = RussianParadigm.all.map { rows in
        let all = [rows.masculine, rows.feminine, rows.plural].flatMap { row in
            row.split { $0 == " " || $0 == "," }.map { $0 == "_" ? [] : Array($0.utf8) }
        }
        return Array(Set(all))
    }

    private static func tail(of bytes: [UInt8]) -> UInt64 {
        bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
