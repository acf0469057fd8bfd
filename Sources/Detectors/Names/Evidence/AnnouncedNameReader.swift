// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads what fills a field that holds nothing but a name, whether any list has its words: `"lastName": "Wanjiru"`,
/// «Фамилия: Ы», «الاسم: كيم جونغ أون».
struct AnnouncedNameReader {
    /// Shorter words in capitals are abbreviations: TBD, N/A.
    private static let leastCapitals = 4
    /// The most words that such a name has.
    private static let longest = 5

    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence
    let explains: Bool

    /// A candidate for each field.
    func candidates(report: (NameCandidate) -> Void) {
        for index in text.tokens.indices.dropFirst() where isAnnounced(index) {
            guard let tokens = field(from: index), isName(tokens) else { continue }
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

    /// Whether a field's name and a colon stand before a word, or a question for a name.
    private func isAnnounced(_ index: Int) -> Bool {
        if text.tokens[index].gap == .colon { return surroundings.rolesBefore(index).contains(.nameField) }
        guard text.tokens[index].startsSentence, asks(before: index) else { return false }
        var roles = surroundings.roles(at: index - 1)
        if index > 1 {
            let (first, second) = (text.tokens[index - 2], text.tokens[index - 1])
            roles.formUnion(surroundings.context.roles(of: text.word(first), text.word(second)))
        }
        return !roles.isDisjoint(with: [.nameField, .introduction])
    }

    /// Whether a question mark is the first sign behind the word before.
    private func asks(before index: Int) -> Bool {
        let gap = text.lower[text.tokens[index - 1].end..<text.tokens[index].start]
        return gap.first == UInt8(ascii: "?") || gap.starts(with: "؟".utf8)
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

    /// Whether words can be a name: no ordinary ones («Не указано», "Required") but with a name among them, no type of a
    /// program (`surname: String?`), no abbreviation.
    private func isName(_ tokens: Range<Int>) -> Bool {
        let first = text.tokens[tokens.lowerBound]
        let last = text.tokens[tokens.upperBound - 1]
        if tokens.upperBound < text.tokens.count, text.tokens[tokens.upperBound].gap == .dot { return false }
        if "[<?({=".utf8.contains(text.byte(after: last)) { return false }
        if tokens.count == 1, first.shape == .upper, text.letterCase == .mixed, first.letters < Self.leastCapitals {
            return false
        }
        return tokens.contains { isListedName($0) }
            || !tokens.contains { evidence.isOrdinary($0, text.tokens[$0].script) }
    }

    private func isListedName(_ index: Int) -> Bool {
        let script = text.tokens[index].script
        let isName = script == .arabic ? evidence.isArabicName(index) : evidence.isListedName(index, script)
        return isName && !evidence.isOrdinary(index, script)
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
        let others: NameContextRoles = [.never, .nameField, .orgBefore, .placeAfter, .placeBefore, .label]
        guard token.script == script, !token.isCode, roles.isDisjoint(with: others) else { return false }
        return token.isCapital || script == .arabic || text.letterCase == .small || roles.contains(.particle)
            || token.gap == .hyphen
    }
}
