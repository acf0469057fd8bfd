// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Initials beside a surname: «И. И.», «ПИ», «И И», «К».
extension RussianUnitReader {
    func initials(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        if token.letters == 2 { return bareInitials(at: index) }
        if let initial = spacedInitials(at: index) ?? bareInitial(at: index) { return initial }
        let row = text.initials(from: index, most: 2, where: isInitial)
        guard !row.isEmpty else { return nil }
        let span = text.span(of: row)
        return RussianUnit(
            initials: row.map { Array(text.word(text.tokens[$0])) }, isBare: false, tokens: row,
            span: span.lowerBound..<span.upperBound + 1)
    }

    func isInitial(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.script == .cyrillic && token.letters == 1
            && (token.shape == .upper || text.letterCase == .small)
            && text.byte(after: token) == UInt8(ascii: ".")
    }

    /// «а. ф. иванов» in a text without capitals; «т. е.» and the like are no initials.
    func isSmallInitial(_ index: Int) -> Bool {
        guard text.tokens[index].shape == .lower, text.letterCase == .small, isInitial(index) else { return false }
        return [index - 1, index].allSatisfy { first in
            guard first >= 0, first + 1 < text.tokens.count else { return true }
            let pair = surroundings.context.roles(of: text.word(text.tokens[first]), text.word(text.tokens[first + 1]))
            return !pair.contains(.never)
        }
    }

    /// The «И И» of «Иванов И И».
    private func spacedInitials(at index: Int) -> RussianUnit? {
        guard index > 0, index + 1 < text.tokens.count else { return nil }
        let (token, next) = (text.tokens[index], text.tokens[index + 1])
        guard token.shape == .upper, next.shape == .upper, next.letters == 1, next.script == .cyrillic,
            token.gap == .space, next.gap == .space, text.tokens[index - 1].shape == .capitalized,
            text.byte(after: token) != UInt8(ascii: "."), text.byte(after: next) != UInt8(ascii: "."),
            index + 2 == text.tokens.count || text.tokens[index + 2].gap != .space || !text.tokens[index + 2].isCapital
        else { return nil }
        return initials(bare: index..<index + 2)
    }

    /// The «п п» of «сидоров п п», in a text without capitals behind a word with the shape of a surname.
    func spacedSmallInitials(at index: Int) -> RussianUnit? {
        guard isBeforeSpacedInitials(index - 1) else { return nil }
        return initials(bare: index..<index + 2)
    }

    /// Whether a word of a text without capitals has the shape of a surname and two single letters behind it.
    func isBeforeSpacedInitials(_ index: Int) -> Bool {
        guard text.letterCase == .small, index >= 0, index + 2 < text.tokens.count, text.tokens[index].letters > 3,
            (index + 1...index + 2).allSatisfy({ next in
                let token = text.tokens[next]
                return token.script == .cyrillic && token.letters == 1 && token.gap == .space && !token.isCode
                    && text.byte(after: token) != UInt8(ascii: ".")
            })
        else { return false }
        let token = text.tokens[index]
        return analyzer.analyze(token.start..<token.end, in: text.lower).readings.contains(where: \.isShaped)
    }

    private func initials(bare tokens: Range<Int>) -> RussianUnit {
        RussianUnit(
            initials: tokens.map { Array(text.word(text.tokens[$0])) }, isBare: true, tokens: tokens,
            span: text.span(of: tokens))
    }

    /// The К of «Анна К»: a capital behind a word with one, and a mark or the end behind it.
    private func bareInitial(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard token.shape == .upper, token.gap == .space, index > 0, text.tokens[index - 1].shape == .capitalized,
            text.byte(after: token) != UInt8(ascii: "."),
            index + 1 == text.tokens.count || ![.space, .hyphen].contains(text.tokens[index + 1].gap)
                || surroundings.roles(at: index + 1).contains(.conjunction)
        else { return nil }
        return initials(bare: index..<index + 1)
    }

    /// «ПИ» after a surname.
    private func bareInitials(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard index > 0, token.gap == .space, text.tokens[index - 1].shape == .capitalized else { return nil }
        let word = Array(text.word(token))
        return RussianUnit(
            initials: [Array(word.prefix(2)), Array(word.suffix(2))], isBare: true, tokens: index..<index + 1,
            span: token.start..<token.end)
    }
}
