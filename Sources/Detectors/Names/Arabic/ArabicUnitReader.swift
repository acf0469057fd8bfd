// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// Groups the Arabic words of a text into runs of units that can be parts of one name.
struct ArabicUnitReader {
    let source: AnalyzedText
    let text: NameText
    let lexicon: NameLexicon
    let surroundings: NameSurroundings

    /// The runs, in text order. A run begins with a name or a kunya, never with بن.
    func runs() -> [[ArabicUnit]] {
        var runs: [[ArabicUnit]] = []
        var current: [ArabicUnit] = []
        var index = 0
        while index < text.tokens.count {
            guard let unit = unit(at: index, parts: text.tokens[index].gap == .space ? current.count : 0) else {
                if !current.isEmpty { runs.append(current) }
                current = []
                index += 1
                continue
            }
            if !current.isEmpty, text.tokens[index].gap != .space || unit.hasClitic {
                runs.append(current)
                current = []
            }
            current.append(unit)
            index = unit.tokens.upperBound
        }
        if !current.isEmpty { runs.append(current) }
        return runs
    }

    /// - Parameter parts: how many units stand right before it.
    private func unit(at index: Int, parts: Int) -> ArabicUnit? {
        let token = text.tokens[index]
        let isFirst = parts == 0
        guard token.script == .arabic, !token.isCode, token.letters >= 2 else { return nil }
        let roles = surroundings.roles(at: index)
        if !isFirst, text.word(token).elementsEqual(ArabicWords.god) {
            return make(.surname, index..<index + 1, weight: NameWeights.arabicGivenOrdinary)
        }
        if roles.contains(.nasab), !isFirst { return make(.nasab, index..<index + 1, weight: 1.0) }
        if let compound = compound(at: index, roles: roles, isFirst: isFirst) { return compound }
        if isFirst, let son = beforeNasab(index, roles: roles) { return son }
        let flags = lexicon.flags(of: token.hash)
        // «رنا الحاج», «سعيد القاضي»: a form of address or an office behind a name is a surname where lists have it so.
        let isSurname =
            !isFirst && flags.contains(.surname) && roles.isSubset(of: [.honorific, .title])
            && ArabicWords.hasArticle(text.lower, at: token.start)
        let others: NameContextRoles = [
            .never, .title, .honorific, .introduction, .address, .placeBefore, .orgBefore, .nasab,
        ]
        if !roles.isDisjoint(with: others), !isSurname { return nil }
        guard token.letters >= 3 || flags.contains(.usualGiven) && isAnnounced(index), !isPreposition(token) else {
            return nil
        }
        let mayHaveClitic = flags.isEmpty || (flags.isName && flags.isDisjoint(with: [.usualGiven, .place]))
        if mayHaveClitic, let stripped = withoutClitic(index, isName: flags.isName) { return stripped }
        let isNisba = !isFirst && !flags.contains(.frequent) && ArabicWords.isNisba(text.word(token))
        if flags.isName {
            if isNisba, flags.contains(.ordinary), !flags.isGiven {
                return make(.surname, index..<index + 1, weight: NameWeights.arabicOrdinaryWithArticle)
            }
            let isOrdinaryName =
                (roles.contains(.ordinaryName) || flags.isSuperset(of: [.usualGiven, .ordinary])) && !isAnnounced(index)
            return word(index, flags: flags, from: token.start, isOrdinaryName: isOrdinaryName)
        }
        if flags.isEmpty, parts > 1, endsPhrase(index), !ArabicWords.hasArticle(text.lower, at: token.start) {
            return make(.surname, index..<index + 1, weight: NameWeights.arabicUnknownLast)
        }
        guard isNisba else { return nil }
        return make(
            .surname, index..<index + 1,
            weight: flags.isEmpty ? NameWeights.arabicUnknownWithArticle : NameWeights.arabicOrdinaryWithArticle)
    }

    /// Whether the word before says that a name follows: then an ordinary word is one.
    private func isAnnounced(_ index: Int) -> Bool {
        let roles: NameContextRoles = [.title, .honorific, .introduction, .label, .relation, .addressee]
        return !surroundings.rolesBefore(index).isDisjoint(with: roles)
    }

    /// Whether a word of some length is the last before a mark or the end: what closes a name of several parts.
    private func endsPhrase(_ index: Int) -> Bool {
        guard text.tokens[index].letters >= 4 else { return false }
        guard index + 1 < text.tokens.count else { return true }
        return text.tokens[index + 1].gap != .space
    }

    /// «سلطان بن فهد»: a name that is an office too, with بن and another word behind it.
    private func beforeNasab(_ index: Int, roles: NameContextRoles) -> ArabicUnit? {
        guard roles.contains(.title), index + 2 < text.tokens.count, text.tokens[index].letters >= 3,
            text.tokens[index + 1].gap == .space, text.tokens[index + 2].gap == .space,
            surroundings.roles(at: index + 1).contains(.nasab), lexicon.flags(of: text.tokens[index].hash).isName
        else { return nil }
        return make(.given, index..<index + 1, weight: NameWeights.arabicGiven)
    }

    /// Whether the client wrote على, "on", which the fold makes equal to the name علي.
    private func isPreposition(_ token: NameToken) -> Bool {
        guard text.word(token).elementsEqual(ArabicWords.ali) else { return false }
        let original = source.originalSpan(of: ByteSpan(token.start, token.end))
        return source.original[original.range].suffix(2).elementsEqual(ArabicWords.alefMaksura)
    }

    private func word(
        _ index: Int, flags: NameFlags, from start: Int, hasClitic: Bool = false, isOrdinaryName: Bool = false,
        isInRow: Bool = false
    ) -> ArabicUnit {
        let weight = isOrdinaryName ? NameWeights.arabicGiven : Self.weight(flags)
        return ArabicUnit(
            kind: flags.isGiven ? .given : .surname, tokens: index..<index + 1, span: start..<text.tokens[index].end,
            weight: weight, weightAlone: isOrdinaryName && !isInRow ? NameWeights.arabicGivenOrdinary : weight,
            hasClitic: hasClitic,
            isPlace: flags.contains(.place) && !flags.contains(.usualGiven),
            isOrdinary: flags.contains(.ordinary) && !isOrdinaryName,
            hasArticle: !flags.contains(.usualGiven) && ArabicWords.hasArticle(text.lower, at: start),
            canRepeat: !isOrdinaryName && !flags.contains(.ordinary),
            isUsual: !isOrdinaryName && !hasClitic && flags.contains(.usualGiven)
                && flags.isDisjoint(with: [.ordinary, .frequent, .place]),
            isCompound: false)
    }

    /// «لمحمد», «وعلي»: a one-letter particle glued to a name that no list has in this spelling.
    private func withoutClitic(_ index: Int, isName: Bool) -> ArabicUnit? {
        let token = text.tokens[index]
        guard token.letters >= 4, Self.isClitic(text.lower, at: token.start) else { return nil }
        let start = token.start + 2
        let hash = WordHash.of(text.lower[start..<token.end])
        let flags = lexicon.flags(of: hash)
        let roles = surroundings.context.roles(ofHash: hash)
        let isInRow =
            ArabicWords.beginsWithAnd(text.word(token)) && index > 0
            && lexicon.flags(of: text.tokens[index - 1].hash).isGiven
        guard flags.isGiven, !flags.contains(.frequent), isInRow || !flags.contains(.ordinary),
            !isName || flags.contains(.usualGiven), isInRow || !roles.contains(.ordinaryName)
        else { return nil }
        return word(index, flags: flags, from: start, hasClitic: true, isOrdinaryName: isInRow, isInRow: isInRow)
    }

    // MARK: Compounds

    /// «عبد الرحمن», «أبو بكر», «آل سعود».
    private func compound(at index: Int, roles: NameContextRoles, isFirst: Bool) -> ArabicUnit? {
        guard index + 1 < text.tokens.count, text.tokens[index + 1].gap == .space,
            text.tokens[index + 1].script == .arabic, text.tokens[index + 1].letters >= 3
        else { return nil }
        let next = text.tokens[index + 1]
        let flags = lexicon.flags(of: next.hash)
        let token = text.tokens[index]
        if let start = prefixStart(token, of: ArabicWords.servant) {
            guard ArabicWords.hasArticle(text.lower, at: next.start) else { return nil }
            return make(
                .given, index..<index + 2, weight: NameWeights.arabicCompound, from: start, isCompound: true)
        }
        if roles.contains(.kunya) {
            guard flags.isName || ArabicWords.hasArticle(text.lower, at: next.start) else { return nil }
            let isMother = text.word(token).elementsEqual(ArabicWords.mother)
            let isPlain = isMother ? !flags.contains(.usualGiven) : flags.contains(.frequent) || !flags.isName
            return make(
                .given, index..<index + 2,
                weight: isPlain ? NameWeights.arabicGivenOrdinary : NameWeights.arabicCompound, isCompound: !isPlain)
        }
        if !isFirst, text.word(token).elementsEqual(ArabicWords.family),
            flags.isDisjoint(with: .frequent) || ArabicWords.hasArticle(text.lower, at: next.start)
        {
            return make(.surname, index..<index + 2, weight: NameWeights.arabicSurname)
        }
        return nil
    }

    /// Where `word` begins in a token that is the word, or the word after a clitic.
    private func prefixStart(_ token: NameToken, of word: [UInt8]) -> Int? {
        if text.word(token).elementsEqual(word) { return token.start }
        guard token.end - token.start == word.count + 2, Self.isClitic(text.lower, at: token.start),
            text.word(token).dropFirst(2).elementsEqual(word)
        else { return nil }
        return token.start + 2
    }

    private func make(
        _ kind: ArabicUnit.Kind, _ tokens: Range<Int>, weight: Double, from start: Int? = nil, isCompound: Bool = false
    ) -> ArabicUnit {
        let first = text.tokens[tokens.lowerBound]
        return ArabicUnit(
            kind: kind, tokens: tokens, span: (start ?? first.start)..<text.tokens[tokens.upperBound - 1].end,
            weight: weight, weightAlone: weight, hasClitic: start.map { $0 > first.start } ?? false, isPlace: false,
            isOrdinary: false, hasArticle: false, canRepeat: true, isUsual: false, isCompound: isCompound)
    }

    /// Whether a one-letter particle stands at an offset: و ف ب ل ك.
    static func isClitic(_ bytes: [UInt8], at index: Int) -> Bool {
        ArabicWords.clitics.contains { bytes[index] == $0[0] && bytes[index + 1] == $0[1] }
    }

    private static func weight(_ flags: NameFlags) -> Double {
        flags.isGiven ? givenWeight(flags) : surnameWeight(flags)
    }

    private static func givenWeight(_ flags: NameFlags) -> Double {
        if flags.contains(.frequent) { return NameWeights.arabicGivenFrequent }
        if flags.contains(.ordinary) { return NameWeights.arabicGivenOrdinary }
        return flags.contains(.usualGiven) ? NameWeights.arabicGivenUsual : NameWeights.arabicGiven
    }

    private static func surnameWeight(_ flags: NameFlags) -> Double {
        if flags.contains(.frequent) { return NameWeights.arabicSurnameFrequent }
        return flags.contains(.ordinary) ? NameWeights.arabicSurnameOrdinary : NameWeights.arabicSurname
    }
}
