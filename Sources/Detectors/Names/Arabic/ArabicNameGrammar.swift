// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads runs of units as Arabic names: chains of given names, kunya, nasab and surnames.
struct ArabicNameGrammar {
    /// The most words looked at in one name.
    private static let longest = 7

    let text: NameText
    let surroundings: NameSurroundings
    let explains: Bool

    /// Every candidate of a run: each stretch that begins with a name and does not end with بن.
    func candidates(in run: [ArabicUnit], report: (NameCandidate) -> Void) {
        for start in run.indices where run[start].kind == .given || run[start].kind == .surname {
            for end in (start + 1)...min(run.count, start + Self.longest) {
                if let candidate = candidate(run[start..<end]) { report(candidate) }
            }
        }
    }

    private func candidate(_ units: ArraySlice<ArabicUnit>) -> NameCandidate? {
        guard let first = units.first, let last = units.last, last.kind != .nasab else { return nil }
        let isChain = units.count > 1
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        let isSure = isChain && units.contains { $0.weight == $0.weightAlone && !$0.isOrdinary && $0.kind != .nasab }
        for (offset, unit) in units.enumerated() {
            let weight = isSure ? unit.weight : unit.weightAlone
            let trails = offset > 0 && unit.isOrdinary && units[units.startIndex + offset - 1].kind != .nasab
            let most = unit.hasArticle ? NameWeights.arabicOrdinaryArticleLater : NameWeights.arabicOrdinaryLater
            score.add(Self.term(unit.kind), trails ? min(weight, most) : weight)
        }
        if isChain { score.add("parts adjacent", NameWeights.adjacent * Double(min(units.count - 1, 3))) }
        if isChain, first.kind == .surname { score.add("surname first", NameWeights.arabicSurnameFirst) }
        if isChain, first.hasArticle { score.add("article first", NameWeights.arabicArticleFirst) }
        if isChain, first.isOrdinary { score.add("ordinary word first", NameWeights.arabicOrdinaryFirst) }
        if !isChain, first.isUsual { score.add("usual name", NameWeights.arabicUsualAlone) }
        if !isChain, first.isUsual, surroundings.rolesAfter(first.tokens.upperBound).contains(.predicate) {
            score.add("predicate after", NameWeights.predicateAfter)
        }
        if !isChain, first.isPlace { score.add("place alone", NameWeights.isPlaceAlone) }
        if units.count == 1, first.isCompound { score.add("compound name", NameWeights.arabicCompoundAlone) }
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        let speaks = surroundings.weigh(tokens, parts: units.count, isPlace: first.isPlace, into: &score)
        if first.kind == .given, !first.isOrdinary,
            surroundings.rolesBefore(tokens.lowerBound).contains(.relation)
        {
            score.add("given name of kin", NameWeights.relationGiven)
        }
        let hasNasab = units.contains { $0.kind == .nasab }
        return NameCandidate(
            tokens: tokens, span: first.span.lowerBound..<last.span.upperBound, score: score,
            strength: hasNasab && units.count > 2 ? .structural : isChain || speaks ? .contextual : .lexical,
            canRepeat: first.canRepeat, isUsual: !isChain && first.isUsual,
            spelledName: { [text] in Self.name(units, in: text) })
    }

    /// The first part is the given name, the last the surname, what is between them stands for the fathers.
    private static func name(_ units: ArraySlice<ArabicUnit>, in text: NameText) -> PersonName {
        var name = PersonName()
        let parts = units.filter { $0.kind != .nasab }.map { Array(text.lower[$0.span]) }
        guard let first = parts.first, let last = parts.last else { return name }
        if parts.count == 1 {
            if units.first?.kind == .surname { name.surnames = [first] } else { name.givens = [first] }
            return name
        }
        name.givens = [first]
        name.surnames = [last]
        let fathers = Array(parts.dropFirst().dropLast().joined(separator: [0x20]))
        if !fathers.isEmpty { name.patronymics = [fathers] }
        return name
    }

    private static func term(_ kind: ArabicUnit.Kind) -> StaticString {
        switch kind {
        case .given: "given name"
        case .surname: "surname"
        case .nasab: "nasab"
        }
    }
}
