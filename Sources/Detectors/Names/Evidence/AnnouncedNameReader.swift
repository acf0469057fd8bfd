// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads what fills a field that holds nothing but a name, whether any list has its words: `"lastName": "Wanjiru"`,
/// «Фамилия: Ы», «الاسم: كيم جونغ أون»; and what somebody says to be a name, in small letters too: "my name is borna".
struct AnnouncedNameReader {
    /// Shorter words in capitals are abbreviations: TBD, N/A.
    private static let leastCapitals = 4
    /// The most words that such a name has.
    private static let longest = 5
    /// The most words that are taken for a name that is said.
    private static let longestSaid = 3

    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence
    let explains: Bool

    /// A candidate for each field.
    func candidates(report: (NameCandidate) -> Void) {
        for index in text.tokens.indices.dropFirst() {
            if isAnnounced(index) {
                guard let tokens = field(from: index), isName(tokens) else { continue }
                report(candidate(tokens, "fills a field for names", NameWeights.nameField, .plainly))
            } else if let handing = handing(of: index), let tokens = said(from: index) {
                report(candidate(tokens, "said to be a name", NameWeights.saidName, handing))
            }
        }
    }

    private func candidate(
        _ tokens: Range<Int>, _ evidence: StaticString, _ weight: Double, _ handing: NameCandidate.Handing
    ) -> NameCandidate {
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add(evidence, weight)
        let words = tokens.map { Array(text.word(text.tokens[$0])) }
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens),
            score: score, strength: .contextual, canRepeat: false, handing: handing,
            spelledName: { PersonName(words: words) })
    }

    /// How somebody says that their name, or another's, follows: "call me", or "my name is" and «меня зовут», which other words
    /// follow seldom; `nil` where nobody does, "the file name is".
    private func handing(of index: Int) -> NameCandidate.Handing? {
        guard text.tokens[index].gap == .space, text.tokens[index].script != .arabic else { return nil }
        let before = surroundings.rolesBefore(index)
        let isOwn = before.contains(.introduction) && surroundings.roles(at: index - 3).contains(.possessive)
        guard isOwn || before.contains(.naming) else { return nil }
        let isName = text.tokens[index].isCapital || !surroundings.roles(at: index).contains(.placeholder)
        return isName && (isOwn || text.tokens[index].script == .cyrillic) ? .named : .said
    }

    /// The words from one on that can be a name's; `nil` if the first cannot.
    private func said(from index: Int) -> Range<Int>? {
        var end = index
        while end < min(index + Self.longestSaid, text.tokens.count), canBeSaid(end),
            end == index || text.tokens[end].gap == .space || text.tokens[end].gap == .hyphen,
            text.tokens[end].script == text.tokens[index].script
        {
            end += 1
        }
        return end > index ? index..<end : nil
    }

    private func canBeSaid(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard !token.isCode, token.letters > 1, surroundings.roles(at: index).isDisjoint(with: [.never, .conjunction])
        else { return false }
        if !evidence.isOrdinary(index, token.script) { return true }
        return token.isCapital && evidence.isListedName(index, token.script)
    }

    /// Whether a field's name and a colon stand before a word, or a question for a name.
    private func isAnnounced(_ index: Int) -> Bool {
        if text.tokens[index].gap == .colon {
            return surroundings.rolesBefore(index).contains(.nameField) || isKey(index - 1)
        }
        // «Фамилия ГРИЦЕНКО Имя ЯРОСЛАВА», as forms print it.
        if text.tokens[index].shape == .upper, text.letterCase == .mixed,
            text.tokens[index].gap == .space || text.tokens[index].gap == .newline
        {
            return surroundings.rolesBefore(index).contains(.nameField)
        }
        guard text.tokens[index].startsSentence, asks(before: index) else { return false }
        var roles = surroundings.roles(at: index - 1)
        if index > 1 {
            let (first, second) = (text.tokens[index - 2], text.tokens[index - 1])
            roles.formUnion(surroundings.context.roles(of: text.word(first), text.word(second)))
        }
        return !roles.isDisjoint(with: [.nameField, .introduction])
    }

    /// The "first" of {"first": "Chidi"}.
    private func isKey(_ index: Int) -> Bool {
        text.tokens[index].isQuoted && text.byte(after: text.tokens[index]) == UInt8(ascii: "\"")
            && surroundings.roles(at: index).contains(.nameKey)
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
            guard isPart(end, script: text.tokens[index].script) else {
                // The next field's name ends a field that no mark ends.
                return end > index && surroundings.roles(at: end).contains(.nameField) ? index..<end : nil
            }
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
        if tokens.contains(where: isListedName) { return true }
        if tokens.count == 1, surroundings.rolesBefore(tokens.lowerBound).contains(.namePartField),
            !surroundings.roles(at: tokens.lowerBound).contains(.placeholder)
        {
            return true
        }
        let ordinary = tokens.filter { text.tokens[$0].letters > 1 && evidence.isOrdinary($0, text.tokens[$0].script) }
        // "Jildau Bouts": of two capitals the second may begin a word like any other.
        return ordinary.isEmpty
            || text.letterCase == .mixed && first.script == .latin && !ordinary.contains(tokens.lowerBound)
                && tokens.allSatisfy { text.tokens[$0].isCapital }
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
