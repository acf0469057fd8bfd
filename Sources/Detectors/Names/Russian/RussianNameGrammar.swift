// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Finds the ways to read runs of units as Russian names and weighs them.
struct RussianNameGrammar {
    /// The orders in which the parts of a name stand.
    static let patterns: [[RussianUnit.Part]] = [
        [.surname, .given, .patronymic], [.given, .patronymic, .surname], [.given, .surname], [.surname, .given],
        [.given, .patronymic], [.surname, .initials], [.initials, .surname], [.given, .initials, .surname],
        [.given, .initials], [.given, .patronymic, .initials], [.given], [.surname], [.patronymic],
        [.unknown, .given, .patronymic], [.given, .patronymic, .unknown], [.given, .unknown],
        [.given, .given, .surname], [.given, .unknown, .surname], [.given, .unknown, .unknown], [.given, .given],
        [.unknown, .initials], [.initials, .unknown], [.patronymic, .surname], [.unknown], [.surname, .patronymic],
        [.unknown, .surname], [.unknown, .unknown], [.surname, .surname], [.surname, .unknown],
    ]

    /// «Про», «для» and shorter words.
    private static let longestPreposition = 3

    let text: NameText
    let surroundings: NameSurroundings
    let explains: Bool

    /// Every candidate of a run.
    func candidates(in run: [RussianUnit], report: (NameCandidate) -> Void) {
        for start in run.indices {
            for pattern in Self.patterns where start + pattern.count <= run.count {
                if let candidate = candidate(run[start..<start + pattern.count], as: pattern) { report(candidate) }
            }
        }
    }

    private func candidate(_ units: ArraySlice<RussianUnit>, as pattern: [RussianUnit.Part]) -> NameCandidate? {
        guard let first = units.first, let last = units.last, Self.isWrittenAlike(units) else { return nil }
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        var agreement = RussianReading.anyAgreement
        for (unit, part) in zip(units, pattern) {
            let weight = unit.weight(as: part)
            guard !weight.isNaN else { return nil }
            score.add(Self.term(part), weight)
            agreement &= unit.agreement(as: part)
        }
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        weighForm(units, pattern: pattern, agreement: agreement, into: &score)
        if pattern.count > 1, pattern[0] == .surname || pattern[0] == .unknown {
            weighFirst(first, isSure: endsSurely(units, pattern, tokens), into: &score)
        }
        let speaks = surroundings.weigh(tokens, parts: units.count, isPlace: first.analysis.isPlace, into: &score)
        let isTriple = pattern.contains(.patronymic) && pattern.count == 3
        return NameCandidate(
            tokens: tokens, span: first.span.lowerBound..<last.span.upperBound, score: score,
            strength: isTriple ? .structural : speaks || pattern.count > 1 ? .contextual : .lexical,
            canRepeat: !first.isLower || pattern == [.given], isUsual: pattern == [.given] && isUsual(first),
            spelledName: { [text, agreement] in
                RussianLemmas.name(of: units, as: pattern, agreement: agreement, in: text)
            })
    }

    /// Whether a word is a given name and nothing else and follows a word in small letters that is no preposition, as what
    /// somebody does to a person: «переведи Наташе», but «в Питере», «Киевской Руси».
    private func isUsual(_ unit: RussianUnit) -> Bool {
        let index = unit.tokens.lowerBound
        let token = text.tokens[index]
        guard index > 0, token.shape == .capitalized, token.gap == .space, text.tokens[index - 1].shape == .lower,
            text.tokens[index - 1].letters > Self.longestPreposition, unit.tokens.count == 1
        else { return false }
        return surroundings.rolesBefore(index).isDisjoint(with: [.locative, .placeBefore, .facilityBefore, .orgBefore])
            && unit.analysis.form.isDisjoint(with: [.ordinary, .frequent, .place]) && !unit.analysis.isPlace
            && unit.analysis.readings.contains { $0.role == .given && !$0.flags.isEmpty }
    }

    /// Weighs how the parts stand together and how they are written.
    private func weighForm(
        _ units: ArraySlice<RussianUnit>, pattern: [RussianUnit.Part], agreement: UInt32, into score: inout EvidenceSum
    ) {
        guard let first = units.first else { return }
        let token = text.tokens[first.tokens.lowerBound]
        if units.count > 1 {
            score.add("parts adjacent", NameWeights.adjacent * Double(units.count - 1))
            score.add("parts agree", agreement == 0 ? NameWeights.disagreement : NameWeights.agreement)
            if !token.startsSentence, !first.isLower {
                score.add("capital inside sentence", NameWeights.insideSentence)
            }
            for unit in units.dropFirst() where text.tokens[unit.tokens.lowerBound].gap == .newline {
                score.add("line break inside", NameWeights.lineBreak)
            }
            if !pattern.contains(.given), !pattern.contains(.initials), !pattern.contains(.patronymic) {
                score.add("no given name", NameWeights.noGiven)
            }
            if pattern.count == 3, pattern.contains(.patronymic) { score.add("full triple", NameWeights.fullTriple) }
        } else if !first.isLower {
            weighPosition(token, isOrdinary: first.analysis.form.contains(.ordinary), into: &score)
            if first.isSurnameByEnding(in: text) { score.add("ending of surnames", NameWeights.surnameEnding) }
            if first.analysis.isPlace { weighPlace(first, into: &score) }
            if token.gap == .newline, first.analysis.readings.contains(where: { $0.flags.contains(.usualGiven) }),
                text.byte(after: token) == UInt8(ascii: "\n") || text.byte(after: token) == 0
            {
                score.add("alone on its line", NameWeights.aloneOnLine)
            }
            if token.isQuoted, text.byte(after: token) == UInt8(ascii: "\"") {
                score.add("quoted alone", NameWeights.quotedAlone)
            }
            if first.isUpper, text.letterCase != .large {
                score.add("capitals", token.letters <= 5 ? NameWeights.acronym : NameWeights.upperCaseAlone)
            }
        } else if token.startsSentence, text.letterCase != .small {
            score.add("sentence position", NameWeights.startsSentence)
        }
        let lower = units.count { $0.isLower }
        if lower > 0 {
            let weight = text.letterCase == .small ? NameWeights.lowerCaseText : NameWeights.lowerCase
            score.add("lower case", weight * Double(lower))
        }
    }

    /// Capitals, small letters and acronyms do not mix in one name; initials go with each.
    private static func isWrittenAlike(_ units: ArraySlice<RussianUnit>) -> Bool {
        guard let first = units.first(where: { $0.initials.isEmpty }) else { return true }
        return units.allSatisfy {
            !$0.initials.isEmpty || ($0.isLower == first.isLower && $0.isUpper == first.isUpper)
        }
    }

    /// Whether what stands behind a first word says that it is a surname: initials and then no other name (one alone behind a
    /// label), or a given name and then the end of the line, as the pair begins one.
    private func endsSurely(_ units: ArraySlice<RussianUnit>, _ pattern: [RussianUnit.Part], _ tokens: Range<Int>)
        -> Bool
    {
        let next = tokens.upperBound < text.tokens.count ? text.tokens[tokens.upperBound] : nil
        if pattern == [.surname, .initials] || pattern == [.unknown, .initials] {
            let before = surroundings.rolesBefore(tokens.lowerBound)
            guard let initials = units.last?.initials,
                initials.count > 1 || !before.isDisjoint(with: [.label, .title, .honorific])
            else { return false }
            return next.map { !$0.isCapital || ![.space, .dot, .dotSpace].contains($0.gap) } ?? true
        }
        guard pattern == [.surname, .given], [.start, .newline, .colon].contains(text.tokens[tokens.lowerBound].gap)
        else {
            return false
        }
        return next.map { [.newline, .comma, .other].contains($0.gap) } ?? true
    }

    /// A word before a given name is no surname where it begins the sentence as an ordinary word or is a country.
    private func weighFirst(_ unit: RussianUnit, isSure: Bool, into score: inout EvidenceSum) {
        let token = text.tokens[unit.tokens.lowerBound]
        let isShaped = unit.analysis.readings.contains { $0.isShaped }
        let isOrdinary = unit.analysis.form.contains(.ordinary) || RussianStem.looksVerbal(text.word(token))
        if token.startsSentence, isOrdinary, !isShaped, !isSure {
            score.add("ordinary word first", NameWeights.ordinaryFirst)
        }
        if unit.analysis.isPlace, !isShaped { score.add("place first", NameWeights.placeFirst) }
    }

    /// A town's name alone is a person only where it is one of the usual names too.
    private func weighPlace(_ unit: RussianUnit, into score: inout EvidenceSum) {
        let readings = unit.analysis.readings
        if readings.contains(where: { $0.flags.contains(.usualGiven) }) { return }
        let isUsual = readings.contains { $0.flags.contains(.usualSurname) || $0.isShaped }
        score.add("place alone", isUsual ? NameWeights.isPlaceAndNameAlone : NameWeights.isPlaceAlone)
    }

    /// A capital inside a sentence speaks for a name; at its start an ordinary word has one too.
    private func weighPosition(_ token: NameToken, isOrdinary: Bool, into score: inout EvidenceSum) {
        if !token.startsSentence {
            score.add("capital inside sentence", NameWeights.insideSentence)
        } else {
            score.add("sentence start", isOrdinary ? NameWeights.startsSentence : NameWeights.uncommonAtStart)
        }
    }

    private static func term(_ part: RussianUnit.Part) -> StaticString {
        switch part {
        case .given: "given name"
        case .surname: "surname"
        case .patronymic: "patronymic"
        case .initials: "initials"
        case .unknown: "unknown capitalized word"
        }
    }
}
