// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads initials before a surname in Arabic letters: «ع. م. الشهراني».
struct ArabicInitialsReader {
    /// The most initials.
    private static let most = 3

    let text: NameText
    let lexicon: NameLexicon
    let surroundings: NameSurroundings
    let explains: Bool

    /// A candidate for each surname behind initials.
    func candidates(report: (NameCandidate) -> Void) {
        var index = 0
        while index < text.tokens.count {
            let initials = text.initials(from: index, most: Self.most, where: isInitial)
            if !initials.isEmpty, let weight = weight(ofSurname: initials.upperBound) {
                report(candidate(index..<initials.upperBound + 1, surname: weight))
            }
            index = max(index + 1, initials.upperBound)
        }
    }

    private func isInitial(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.script == .arabic && token.letters == 1 && text.byte(after: token) == UInt8(ascii: ".")
    }

    /// What a word says for a surname; `nil` where it can be none.
    private func weight(ofSurname index: Int) -> Double? {
        guard index < text.tokens.count, text.tokens[index].script == .arabic, text.tokens[index].isBehindFullStop,
            surroundings.roles(at: index).isDisjoint(with: [.never, .title, .label, .nameField])
        else { return nil }
        let flags = lexicon.flags(of: text.tokens[index].hash)
        if flags.isName, flags.isDisjoint(with: [.ordinary, .frequent]) { return NameWeights.arabicSurname }
        return ArabicWords.isNisba(text.word(text.tokens[index])) ? NameWeights.arabicUnknownWithArticle : nil
    }

    private func candidate(_ tokens: Range<Int>, surname weight: Double) -> NameCandidate {
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add("initials", NameWeights.initials)
        score.add("surname", weight)
        score.add("parts adjacent", NameWeights.adjacent)
        _ = surroundings.weigh(tokens, parts: tokens.count, isPlace: false, into: &score)
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens), score: score, strength: .contextual,
            spelledName: { [text] in
                var name = PersonName()
                name.initials = tokens.dropLast().map { Array(text.word(text.tokens[$0])) }
                name.surnames = [Array(text.word(text.tokens[tokens.upperBound - 1]))]
                return name
            })
    }
}
