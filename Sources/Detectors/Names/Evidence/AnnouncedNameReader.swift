// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads what fills a field that holds nothing but a name, whether any list has its words: `"lastName": "Wanjiru"`,
/// «Фамилия: Ы», «الاسم: كيم جونغ أون».
struct AnnouncedNameReader {
    /// The most words that such a name has.
    private static let longest = 5

    let text: NameText
    let surroundings: NameSurroundings
    let explains: Bool

    /// A candidate for each field.
    func candidates(report: (NameCandidate) -> Void) {
        for index in text.tokens.indices.dropFirst() where text.tokens[index].gap == .colon {
            guard surroundings.rolesBefore(index).contains(.nameField), let tokens = field(from: index) else {
                continue
            }
            var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
            score.add("fills a field for names", NameWeights.nameField)
            let words = tokens.map { Array(text.word(text.tokens[$0])) }
            report(
                NameCandidate(
                    tokens: tokens, span: text.tokens[index].start..<text.tokens[tokens.upperBound - 1].end,
                    score: score, strength: .contextual, canRepeat: false,
                    spelledName: { PersonName(words: words) }))
        }
    }

    /// The words from one on, up to where the field ends; `nil` where not all of them can be a name's.
    private func field(from index: Int) -> Range<Int>? {
        var end = index
        repeat {
            guard isPart(end, script: text.tokens[index].script) else { return nil }
            end += 1
        } while end < text.tokens.count && joins(end)
        return end - index <= Self.longest ? index..<end : nil
    }

    private func joins(_ index: Int) -> Bool {
        switch text.tokens[index].gap {
        case .space, .hyphen, .apostrophe: true
        default: false
        }
    }

    private func isPart(_ index: Int, script: NameToken.Script) -> Bool {
        let token = text.tokens[index]
        let roles = surroundings.roles(at: index)
        guard token.script == script, !token.isCode, roles.isDisjoint(with: [.never, .nameField]) else { return false }
        return token.isCapital || script == .arabic || text.letterCase == .small || roles.contains(.particle)
            || token.gap == .hyphen
    }
}
