// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads names that are spelled letter by letter: "it's spelled O-K-A-F-O-R", «по буквам: К о в а л ь».
struct SpelledNameReader {
    /// The fewest letters of a name, and the fewest where nothing says that a name is spelled.
    private static let least = 3
    private static let leastAlone = 5
    /// How many words before may say so.
    private static let reach = 6
    private static let saying: NameContextRoles = [.spelling, .introduction, .naming, .nameField]

    let text: NameText
    let surroundings: NameSurroundings
    let explains: Bool

    /// A candidate for each name.
    func candidates(report: (NameCandidate) -> Void) {
        var index = 0
        while index < text.tokens.count {
            let end = end(from: index)
            defer { index = max(end, index + 1) }
            guard end - index >= Self.least else { continue }
            let isHyphenated = text.tokens[index + 1].gap == .hyphen
            // Letters alone are variables and columns more often than not.
            let saying = isHyphenated ? Self.saying : .spelling
            let isSaid = (1...Self.reach).contains { !says(index - $0).isDisjoint(with: saying) }
            guard isSaid || isHyphenated && end - index >= Self.leastAlone else { continue }
            var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
            score.add("spelled", isSaid ? NameWeights.nameField : NameWeights.spelledAlone)
            let letters = (index..<end).flatMap { text.word(text.tokens[$0]) }
            report(
                NameCandidate(
                    tokens: index..<end, span: text.span(of: index..<end), score: score,
                    strength: .contextual, canRepeat: false, handing: .spelled,
                    spelledName: { PersonName(words: [letters]) }))
        }
    }

    /// What a word says, with the one before it.
    private func says(_ index: Int) -> NameContextRoles {
        guard index >= 0 else { return [] }
        return surroundings.roles(at: index).union(surroundings.rolesBefore(index + 1))
    }

    /// The end of the single letters from one on that stand in the same way.
    private func end(from index: Int) -> Int {
        guard text.tokens[index].letters == 1, text.tokens[index].script != .arabic else { return index }
        var end = index + 1
        while end < text.tokens.count, text.tokens[end].letters == 1, !text.tokens[end].isCode,
            text.tokens[end].script == text.tokens[index].script,
            [.hyphen, .space, .comma].contains(text.tokens[end].gap),
            text.tokens[end].start - text.tokens[end - 1].end <= 2,
            end == index + 1 || text.tokens[end].gap == text.tokens[index + 1].gap
        {
            end += 1
        }
        return end
    }
}
