// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Finds the ways to read runs of units as names in Latin script and weighs them.
struct LatinNameGrammar {
    /// The orders in which the parts of a name stand.
    private static let patterns: [[LatinUnit.Part]] = [
        [.given, .surname], [.given, .unknown], [.given, .initials, .surname], [.given, .initials, .unknown],
        [.given, .given, .surname], [.given, .surname, .surname], [.given, .given, .unknown],
        [.given, .unknown, .surname], [.given, .unknown, .unknown], [.given, .given], [.initials, .surname],
        [.initials, .unknown], [.initials, .given, .surname], [.unknown, .surname], [.unknown, .initials, .surname],
        [.unknown, .initials, .unknown], [.unknown, .initials, .ordinary], [.surname, .initials], [.given, .initials],
        [.surname, .given], [.given, .patronymic], [.given, .patronymic, .surname], [.surname, .given, .patronymic],
        [.given], [.surname], [.unknown],
        [.surname, .surname], [.surname, .unknown], [.unknown, .unknown],
    ]

    /// The same where a comma stands behind the first part, and what is left if that is no surname.
    private static let inverted: [[LatinUnit.Part]] = [
        [.surname, .given], [.unknown, .given], [.surname, .unknown], [.unknown, .unknown],
        [.surname, .given, .initials], [.unknown, .given, .initials], [.surname, .unknown, .initials],
        [.surname, .given, .given], [.surname, .given, .surname], [.given], [.surname], [.unknown],
    ]

    /// A longer word in capitals is no abbreviation beside a given name.
    private static let longestAcronym = 3

    let text: NameText
    let surroundings: NameSurroundings
    let explains: Bool

    /// Every candidate of a run.
    func candidates(in run: [LatinUnit], report: (NameCandidate) -> Void) {
        for start in run.indices {
            let isInverted = start + 1 < run.count && hasComma(before: run[start + 1])
            for pattern in isInverted ? Self.inverted : Self.patterns where start + pattern.count <= run.count {
                let units = run[start..<start + pattern.count]
                if let candidate = candidate(units, as: pattern, isInverted: isInverted && pattern.count > 1) {
                    report(candidate)
                }
            }
        }
    }

    private func hasComma(before unit: LatinUnit) -> Bool { text.tokens[unit.tokens.lowerBound].gap == .comma }

    private func candidate(
        _ units: ArraySlice<LatinUnit>, as pattern: [LatinUnit.Part], isInverted: Bool
    ) -> NameCandidate? {
        guard let first = units.first, let last = units.last else { return nil }
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        for (unit, part) in zip(units, pattern) {
            guard let weight = unit.weight(as: part) else { return nil }
            score.add(Self.term(part), weight)
        }
        if isInverted {
            score.add("surname, comma, given name", NameWeights.latinInverted)
        } else if pattern == [.surname, .given] {
            guard !first.flags.isGiven, first.isRussianSurname || first.flags.contains(.usualSurname) else {
                return nil
            }
            score.add("surname first", NameWeights.latinSurnameFirst)
        }
        if pattern.count > 1, pattern[0] == .surname || pattern[0] == .unknown, !pattern.contains(.initials),
            !isInverted
        {
            guard first.flags.isDisjoint(with: [.ordinary, .place]) else { return nil }
            score.add("no given name", NameWeights.latinNoGiven)
        }
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        weighForm(units, into: &score)
        if pattern == [.given], isSpeaker(text.tokens[first.tokens.lowerBound]) {
            score.add("opens a line before a colon", NameWeights.speaker)
        }
        let isFamily = pattern == [.surname] && isFamily(first)
        if isFamily { score.add("surname of a family", NameWeights.family) }
        let speaks = surroundings.weigh(tokens, parts: units.count, isPlace: first.flags.contains(.place), into: &score)
        let end = withSuffix(tokens.upperBound)
        let spanEnd = end > tokens.upperBound ? suffixEnd(end - 1) : last.span.upperBound
        return NameCandidate(
            tokens: tokens.lowerBound..<end, span: first.span.lowerBound..<spanEnd, score: score,
            strength: pattern.contains(.patronymic) && pattern.count == 3
                ? .structural : speaks || pattern.count > 1 ? .contextual : .lexical,
            canRepeat: !first.isLower || pattern == [.given],
            isUsual: pattern == [.given] && isUsual(first) || isFamily,
            spelledName: { [text] in Self.name(units, pattern, in: text) })
    }

    /// Whether a word inside a sentence is a usual given name and nothing else: "Sarah".
    private func isUsual(_ unit: LatinUnit) -> Bool {
        let token = text.tokens[unit.tokens.lowerBound]
        return token.shape == .capitalized && !token.startsSentence && !token.isQuoted && unit.tokens.count == 1
            && unit.flags.isGiven && unit.flags.isDisjoint(with: [.ordinary, .frequent, .place, .surname])
    }

    /// Whether a word is a usual surname in the plural: "the Hendersons".
    private func isFamily(_ unit: LatinUnit) -> Bool {
        unit.flags == [.surname, .usualSurname] && LatinEndings.isFamily(unit.tokens, in: text)
    }

    /// Weighs how the parts stand together and how they are written.
    private func weighForm(_ units: ArraySlice<LatinUnit>, into score: inout EvidenceSum) {
        guard let first = units.first else { return }
        let token = text.tokens[first.tokens.lowerBound]
        if units.count > 1 {
            score.add("parts adjacent", NameWeights.adjacent * Double(units.count - 1) + NameWeights.latinPair)
            if token.startsSentence, first.flags.contains(.frequent) {
                score.add("ordinary word at sentence start", NameWeights.latinFrequentFirst)
            }
        } else if token.startsSentence,
            token.gap != .dotSpace || surroundings.rolesBefore(first.tokens.lowerBound).isEmpty
        {
            let isOrdinary = first.flags.contains(.ordinary) || !first.flags.contains(.usualGiven)
            score.add("sentence start", isOrdinary ? NameWeights.startsSentence : NameWeights.insideSentence)
            if first.flags.contains(.usualGiven), isAloneOnLine(token) {
                score.add("alone on its line", NameWeights.aloneOnLine)
            }
        } else if !first.isLower {
            score.add("capital inside sentence", NameWeights.insideSentence)
        }
        if units.count == 1, first.flags.contains(.place), !first.flags.contains(.usualGiven) {
            score.add("place alone", NameWeights.isPlaceAlone)
        }
        let lower = units.count { $0.isLower }
        if lower > 0 {
            let weight = text.letterCase == .small ? NameWeights.lowerCaseText : NameWeights.lowerCase
            score.add("lower case", weight * Double(lower))
        }
        let isLabeled = !surroundings.rolesBefore(first.tokens.lowerBound).isDisjoint(with: [.label, .nameField])
        let isPlain = text.letterCase == .large || isLabeled && units.count > 1 || endsInCapitals(units)
        let upper = isPlain ? 0 : units.count { $0.isUpper }
        if upper > 0 { score.add("capitals", NameWeights.upperCase * Double(upper)) }
        if upper == 1, units.count == 1, token.letters <= 5 { score.add("acronym", NameWeights.acronym) }
        if units.count == 1, token.isQuoted, text.byte(after: token) == UInt8(ascii: "\"") {
            score.add("quoted alone", NameWeights.quotedAlone)
        }
        if upper > 0, upper < units.count { score.add("mixed capitals", NameWeights.upperCaseAlone) }
    }

    /// "Lee Raymond FROST", as police and courts write: the surname alone in capitals.
    private func endsInCapitals(_ units: ArraySlice<LatinUnit>) -> Bool {
        guard units.count > 1, let last = units.last, last.isUpper, last.flags.contains(.surname),
            text.tokens[last.tokens.lowerBound].letters > Self.longestAcronym
        else { return false }
        return units.dropLast().allSatisfy { !$0.isUpper && !$0.isLower }
    }

    /// Whether a word opens a line of a conversation: "[09:13] marco: …".
    private func isSpeaker(_ token: NameToken) -> Bool {
        token.startsSentence && token.gap != .space && text.byte(after: token) == UInt8(ascii: ":")
    }

    /// Whether a word begins a line and a comma, colon or the end of the line follows: a salutation or a signature.
    private func isAloneOnLine(_ token: NameToken) -> Bool {
        guard token.gap == .newline || token.gap == .other, token.startsSentence else { return false }
        let after = text.byte(after: token)
        return after == UInt8(ascii: ",") || after == UInt8(ascii: ":") || after == UInt8(ascii: "\n") || after == 0
    }

    /// The end of the words with "Jr.", "III" added.
    private func withSuffix(_ end: Int) -> Int {
        guard end < text.tokens.count, [.space, .comma].contains(text.tokens[end].gap), text.tokens[end].isCapital,
            surroundings.roles(at: end).contains(.suffix)
        else { return end }
        return end + 1
    }

    /// The offset after a suffix, with the full stop of "Jr.".
    private func suffixEnd(_ index: Int) -> Int {
        let token = text.tokens[index]
        return token.end + (token.shape == .capitalized && text.byte(after: token) == UInt8(ascii: ".") ? 1 : 0)
    }

    private static func name(
        _ units: ArraySlice<LatinUnit>, _ pattern: [LatinUnit.Part], in text: NameText
    ) -> PersonName {
        var name = PersonName()
        for (unit, part) in zip(units, pattern) {
            let word = Array(text.lower[unit.span])
            switch part {
            case .given where name.givens.isEmpty: name.givens = [word]
            case .given: name.patronymics = [word]
            case .patronymic: name.patronymics = [word]
            case .surname, .unknown, .ordinary:
                name.surnames = name.surnames.isEmpty ? [word] : [name.surnames[0] + [0x20] + word]
            case .initials: name.initials = unit.initials
            }
        }
        return name
    }

    private static func term(_ part: LatinUnit.Part) -> StaticString {
        switch part {
        case .given: "given name"
        case .surname: "surname"
        case .patronymic: "patronymic"
        case .initials: "initials"
        case .unknown: "unknown capitalized word"
        case .ordinary: "ordinary capitalized word"
        }
    }
}
