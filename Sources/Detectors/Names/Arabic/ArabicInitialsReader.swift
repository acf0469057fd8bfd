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
            let surname = end(ofInitialsFrom: index)
            if surname > index, let weight = weight(ofSurname: surname) {
                report(candidate(index..<surname + 1, surname: weight))
            }
            index = max(index + 1, surname)
        }
    }

    /// The first word behind the initials that begin at a word; the word itself where none do.
    private func end(ofInitialsFrom index: Int) -> Int {
        var end = index
        while end < text.tokens.count, end - index < Self.most, text.tokens[end].script == .arabic,
            text.tokens[end].letters == 1, text.byte(after: text.tokens[end]) == UInt8(ascii: "."),
            end == index || isBehindFullStop(end)
        {
            end += 1
        }
        return end
    }

    private func isBehindFullStop(_ index: Int) -> Bool {
        text.tokens[index].gap == .dot || text.tokens[index].gap == .dotSpace
    }

    /// What a word says for a surname; `nil` where it can be none.
    private func weight(ofSurname index: Int) -> Double? {
        guard index < text.tokens.count, text.tokens[index].script == .arabic, isBehindFullStop(index),
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
