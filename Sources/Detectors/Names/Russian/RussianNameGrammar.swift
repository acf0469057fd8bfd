// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Finds the ways to read runs of units as Russian names and weighs them.
struct RussianNameGrammar {
    /// The orders in which the parts of a name stand.
    private static let patterns: [[RussianUnit.Part]] = [
        [.surname, .given, .patronymic], [.given, .patronymic, .surname], [.given, .surname], [.surname, .given],
        [.given, .patronymic], [.surname, .initials], [.initials, .surname], [.given, .initials, .surname],
        [.given], [.surname], [.patronymic], [.unknown, .given, .patronymic], [.given, .patronymic, .unknown],
        [.given, .unknown], [.given, .given, .surname], [.given, .unknown, .surname], [.given, .unknown, .unknown],
        [.given, .given], [.unknown, .initials], [.initials, .unknown], [.patronymic, .surname], [.unknown],
        [.surname, .patronymic],
    ]

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
        guard let first = units.first, let last = units.last else { return nil }
        var score = NameScore(prior: NameWeights.prior, explains: explains)
        var agreement = RussianReading.anyAgreement
        for (unit, part) in zip(units, pattern) {
            guard let weight = unit.weight(as: part) else { return nil }
            score.add(Self.term(part), weight)
            let bits = unit.readings(as: part).reduce(0) { $0 | $1.agreement }
            if bits != 0 { agreement &= bits }
        }
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        weighForm(units, pattern: pattern, agreement: agreement, into: &score)
        let speaks = surroundings.weigh(tokens, isPlace: first.analysis.isPlace, into: &score)
        let named = zip(units, pattern)
        let isTriple = pattern.contains(.patronymic) && pattern.count == 3
        return NameCandidate(
            tokens: tokens, span: first.span.lowerBound..<last.span.upperBound, score: score,
            strength: isTriple ? .structural : speaks || pattern.count > 1 ? .contextual : .lexical,
            name: RussianLemmas.name(of: Array(named), agreement: agreement, in: text))
    }

    /// Weighs how the parts stand together and how they are written.
    private func weighForm(
        _ units: ArraySlice<RussianUnit>, pattern: [RussianUnit.Part], agreement: UInt32, into score: inout NameScore
    ) {
        guard let first = units.first else { return }
        let token = text.tokens[first.tokens.lowerBound]
        if units.count > 1 {
            score.add("parts adjacent", NameWeights.adjacent * Double(units.count - 1))
            score.add("parts agree", agreement == 0 ? NameWeights.disagreement : NameWeights.agreement)
            for unit in units.dropFirst() where text.tokens[unit.tokens.lowerBound].gap == .newline {
                score.add("line break inside", NameWeights.lineBreak)
            }
            if pattern.count == 3, pattern.contains(.patronymic) { score.add("full triple", NameWeights.fullTriple) }
        } else if !first.isLower {
            weighPosition(token, isOrdinary: first.analysis.form.contains(.ordinary), into: &score)
            if first.isUpper { score.add("capitals", NameWeights.upperCaseAlone) }
        } else if token.startsSentence {
            score.add("sentence position", NameWeights.startsSentence)
        }
        let lower = units.count { $0.isLower }
        if lower > 0 { score.add("lower case", NameWeights.lowerCase * Double(lower)) }
        if units.contains(where: \.isLower), units.contains(where: { !$0.isLower }) {
            score.add("mixed case", NameWeights.lowerCase)
        }
    }

    /// A capital inside a sentence speaks for a name; at its start an ordinary word has one too.
    private func weighPosition(_ token: NameToken, isOrdinary: Bool, into score: inout NameScore) {
        if !token.startsSentence {
            score.add("capital inside sentence", NameWeights.insideSentence)
        } else if isOrdinary {
            score.add("ordinary word at sentence start", NameWeights.startsSentence)
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
