// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads names of China, Korea and Vietnam in Cyrillic and Latin letters: a surname, and one or two words made of their
/// syllables, «Ху Цзиньтао», "Park Ji-hoon".
struct SyllabicNameReader {
    /// The most words, hyphenated parts counted, that a given name has, and the most syllables.
    private static let mostWords = 3
    private static let mostSyllables = 3

    let text: NameText
    let table: SyllableTable
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence
    let explains: Bool

    /// A candidate for each surname with a given name behind it.
    func candidates(report: (NameCandidate) -> Void) {
        guard text.letterCase == .mixed else { return }
        for index in text.tokens.indices
        where text.tokens[index].shape == .capitalized && table.isSurname(text.tokens[index]) {
            guard let end = end(behind: index) else { continue }
            var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
            score.add("surname of syllables", NameWeights.syllabicSurname)
            score.add("given name of syllables", NameWeights.syllabicGiven)
            _ = surroundings.weigh(index..<end, parts: 2, isPlace: false, into: &score)
            report(
                NameCandidate(
                    tokens: index..<end, span: text.tokens[index].start..<text.tokens[end - 1].end, score: score,
                    strength: .contextual,
                    spelledName: { [text] in
                        var name = PersonName()
                        name.surnames = [Array(text.word(text.tokens[index]))]
                        name.givens = [Array(text.lower[text.tokens[index + 1].start..<text.tokens[end - 1].end])]
                        return name
                    }))
        }
    }

    /// The end of the given name behind a surname: of two syllables, or three where its words are short.
    private func end(behind surname: Int) -> Int? {
        let script = text.tokens[surname].script
        var end = surname + 1
        var count = 0
        while end < text.tokens.count, end - surname <= Self.mostWords, count < Self.mostSyllables {
            let token = text.tokens[end]
            let isFirst = end == surname + 1
            guard token.script == script, !token.isCode, token.gap == .space || token.gap == .hyphen && !isFirst,
                token.shape == .capitalized || token.gap == .hyphen && token.shape == .lower,
                surroundings.roles(at: end).isDisjoint(with: [.never, .placeAfter, .place]),
                let syllables = table.syllables(of: text.word(token), script)
            else { break }
            count += syllables
            end += 1
        }
        guard count >= 2, count <= Self.mostSyllables else { return nil }
        // "Park Hotel", but «Ли Со Ён»: two short words with capitals are no plain ones.
        let isPlain = end - surname == 2 && evidence.isOrdinary(surname + 1, script)
        return isPlain ? nil : end
    }
}
