// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Initials inside a name: "J. R. R.", "D" of "Maria D Santos", "W A" of "W A Hargreaves".
extension LatinUnitReader {
    func initials(at index: Int) -> LatinUnit? {
        if isBareInitial(index) { return initials(index..<index + 1, fullStop: 0) }
        if let row = spacedInitials(from: index) { return initials(row, fullStop: 0) }
        let row = text.initials(from: index, most: 3, where: isInitial)
        return row.isEmpty ? nil : initials(row, fullStop: 1)
    }

    /// The W A of "W A Hargreaves", the O T of "BAKARE O T": two or three capitals with nothing but spaces between them, before
    /// a word with one or behind a surname; "P O Box" is none.
    private func spacedInitials(from index: Int) -> Range<Int>? {
        var end = index
        while end < text.tokens.count, end - index < 3, isBareCapital(end),
            end == index || text.tokens[end].gap == .space
        {
            end += 1
        }
        guard end - index >= 2, index == 0 || text.tokens[index].gap != .space || !isBareCapital(index - 1) else {
            return nil
        }
        let (first, second) = (text.word(text.tokens[index]), text.word(text.tokens[index + 1]))
        guard !surroundings.context.roles(of: first, second).contains(.abbreviation) else { return nil }
        let isBefore = end < text.tokens.count && text.tokens[end].gap == .space && isCapitalWord(end)
        let isBehind =
            index > 0 && text.tokens[index].gap == .space && isCapitalWord(index - 1)
            && !flags(of: text.tokens[index - 1]).isDisjoint(with: [.surname])
        return isBefore != isBehind ? index..<end : nil
    }

    private func isBareCapital(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.script == .latin && token.letters == 1 && token.shape == .upper && !token.isCode
            && text.byte(after: token) != UInt8(ascii: ".")
    }

    private func isCapitalWord(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.script == .latin && token.isCapital && token.letters > 2 && !token.isCode
    }

    /// The D of "Maria D Santos": a capital between two words that begin with one.
    private func isBareInitial(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard token.letters == 1, token.shape == .upper, token.gap == .space, index > 0 else { return false }
        if endsName(index) { return true }
        guard index + 1 < text.tokens.count else { return false }
        if text.letterCase == .large, Self.isWord(text.lower[token.start]) { return false }
        let (before, after) = (text.tokens[index - 1], text.tokens[index + 1])
        return text.byte(after: token) == 0x20 && after.gap == .space && !after.isCode
            && before.isCapital && before.letters > 1 && after.isCapital && after.letters > 1
            && before.script == .latin && after.script == .latin
    }

    /// The M of "Molly M and": a capital behind a given name, with no other word with one behind it.
    private func endsName(_ index: Int) -> Bool {
        let (token, before) = (text.tokens[index], text.tokens[index - 1])
        guard text.letterCase == .mixed, !Self.isWord(text.lower[token.start]), before.script == .latin,
            before.shape == .capitalized, !token.isCode, text.byte(after: token) != UInt8(ascii: "."),
            case let known = flags(of: before), known.isGiven, known.isDisjoint(with: [.ordinary, .frequent])
        else { return false }
        guard index + 1 < text.tokens.count else { return true }
        let next = text.tokens[index + 1]
        return next.shape == .lower || next.gap != .space && next.gap != .hyphen && next.gap != .apostrophe
    }

    /// I and A.
    private static func isWord(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "i") || letter == UInt8(ascii: "a")
    }

    /// - Parameter fullStop: the bytes behind the last one that belong to it.
    private func initials(_ tokens: Range<Int>, fullStop: Int) -> LatinUnit {
        let span = text.span(of: tokens)
        return LatinUnit(
            tokens: tokens, span: span.lowerBound..<span.upperBound + fullStop,
            initials: tokens.map { Array(text.word(text.tokens[$0])) }, flags: [],
            isRussianSurname: false, isPatronymic: false, canBeUnknown: false, isLower: false, isUpper: false)
    }

    func isInitial(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.script == .latin && token.letters == 1
            && (token.shape == .upper || text.letterCase == .small)
            && text.byte(after: token) == UInt8(ascii: ".")
    }
}
