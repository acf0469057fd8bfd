// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads names of China, Korea and Vietnam in Cyrillic and Latin letters: a surname, and one or two words made of their
/// syllables, «Ху Цзиньтао», "Park Ji-hoon", or a hyphenated one before it, "Hyun-woo Bae".
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
        for index in text.tokens.indices.dropFirst() where isGivenAlone(index) {
            report(candidate(given: index - 1..<index + 1))
        }
        for index in text.tokens.indices
        where text.tokens[index].shape == .capitalized && table.isSurname(text.tokens[index]) {
            if let end = end(behind: index) { report(candidate(surname: index, given: index + 1..<end)) }
            if let start = start(before: index) { report(candidate(surname: index, given: start..<index)) }
        }
    }

    private func candidate(surname: Int, given: Range<Int>) -> NameCandidate {
        let tokens = min(surname, given.lowerBound)..<max(surname + 1, given.upperBound)
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add("surname of syllables", NameWeights.syllabicSurname)
        score.add("given name of syllables", NameWeights.syllabicGiven)
        _ = surroundings.weigh(tokens, parts: 2, isPlace: false, into: &score)
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens),
            score: score, strength: .contextual, isUsual: isHyphenated(given.upperBound - 1),
            spelledName: { [text] in
                var name = PersonName()
                name.surnames = [Array(text.word(text.tokens[surname]))]
                name.givens = [Array(text.lower[text.span(of: given)])]
                return name
            })
    }

    /// Whether a word is the second of two syllables that are usual in given names, and no words: "Ji-woo".
    private func isGivenAlone(_ index: Int) -> Bool {
        guard text.tokens[index].gap == .hyphen, text.tokens[index].shape == .lower else { return false }
        let (first, second) = (text.tokens[index - 1], text.tokens[index])
        // Syllables are counted last: that costs the most.
        guard first.hash != second.hash, table.isGiven(first), table.isGiven(second), isHyphenated(index) else {
            return false
        }
        // Beside a surname it is a part of the name.
        if first.gap == .space, table.isSurname(text.tokens[index - 2]) { return false }
        guard index + 1 < text.tokens.count else { return true }
        let next = text.tokens[index + 1]
        return next.gap != .hyphen && !(next.gap == .space && next.isCapital && table.isSurname(next))
    }

    /// A hyphenated given name alone.
    private func candidate(given tokens: Range<Int>) -> NameCandidate {
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add("given name of syllables", NameWeights.syllabicGivenAlone)
        _ = surroundings.weigh(tokens, parts: 1, isPlace: false, into: &score)
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens), score: score, strength: .lexical, isUsual: true,
            spelledName: { [text] in
                var name = PersonName()
                name.givens = [Array(text.lower[text.span(of: tokens)])]
                return name
            })
    }

    /// The beginning of a hyphenated given name before a surname: "Hyun-woo Bae".
    private func start(before surname: Int) -> Int? {
        guard surname > 1, text.tokens[surname].gap == .space, isHyphenated(surname - 1) else { return nil }
        return surname - 2
    }

    /// Whether a word is the second syllable of a hyphenated given name.
    private func isHyphenated(_ index: Int) -> Bool {
        guard index > 0, text.tokens[index].gap == .hyphen else { return false }
        let (first, second) = (text.tokens[index - 1], text.tokens[index])
        return first.script == .latin && second.script == .latin && first.shape == .capitalized && !first.isCode
            && (second.shape == .lower || second.shape == .capitalized) && first.gap != .hyphen
            && table.syllables(of: text.word(first), .latin) == 1 && table.syllables(of: text.word(second), .latin) == 1
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
