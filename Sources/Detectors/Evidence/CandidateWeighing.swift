// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Weighs the candidates of one text: form and checks first, then neighbors, then words around and the field's name.
///
/// Many recognizers have a candidate at the same digits, so that what does not depend on the recognizer is done once a
/// place: the value's text, and which context phrases stand around it.
struct CandidateWeighing: Sendable {
    private let recognizers: [Recognizer]
    private let context: ContextTable
    private let fields: ContextTable
    /// The widest reach of all.
    private let reach: Int
    /// Types that some recognizer asks its neighbors for.
    private let partners: Set<EntityType>

    init(recognizers: [Recognizer]) {
        self.recognizers = recognizers
        context = ContextTable(recognizers.map(\.context))
        fields = ContextTable(recognizers.map(\.fields))
        reach = recognizers.map(\.reach).max() ?? 0
        partners = Set(recognizers.flatMap { $0.joint.map(\.partner) })
    }

    /// For each recognizer that knows the field's name, the phrase it knows.
    func terms(of field: FieldName) -> [Int: ContextEvidence.Term] { field.terms(of: fields) }

    /// Reports each candidate that no check rejects, in the order of their places.
    func weigh(
        _ candidates: [Candidate], in folded: [UInt8], field: [Int: ContextEvidence.Term], explains: Bool,
        report: (Candidate, EvidenceScorer.Verdict) -> Void
    ) {
        var places: [Place] = []
        for candidate in candidates.sorted(by: Self.precedes) {
            if places.last?.span != candidate.span {
                places.append(Place(span: candidate.span, text: CandidateText(folded[candidate.span])))
            }
            let recognizer = recognizers[candidate.recognizer]
            let scorer = EvidenceScorer(
                places[places.count - 1].text, recognizer: recognizer, rule: recognizer.rules[candidate.rule],
                explains: explains)
            if let scorer { places[places.count - 1].claims.append((candidate, scorer)) }
        }
        let neighbors = Neighbors(places, of: partners, recognizers: recognizers)
        var finder: ContextFinder?
        var slots = [Int](repeating: -1, count: recognizers.count)
        for place in places where !place.claims.isEmpty {
            var text = finder ?? ContextFinder(words: WordIndex(folded), table: context)
            finder = nil
            let evidence = evidence(at: place, in: &text, slots: &slots)
            finder = text
            for (index, claim) in place.claims.enumerated() {
                var scorer = claim.scorer
                var around = evidence[index]
                around.field = field[claim.candidate.recognizer]
                scorer.read(around, context: context, fields: fields)
                for rule in recognizers[claim.candidate.recognizer].joint {
                    if let isFit = neighbors.fit(rule, place) { scorer.read(rule, isFit: isFit) }
                }
                report(claim.candidate, scorer.verdict)
            }
        }
    }

    /// The context of each claim at a place. `slots` is −1 for every recognizer, before and after.
    private func evidence(at place: Place, in text: inout ContextFinder, slots: inout [Int]) -> [ContextEvidence] {
        var evidence = [ContextEvidence](repeating: ContextEvidence(), count: place.claims.count)
        // Several forms of one recognizer share the evidence of the first.
        for (index, claim) in place.claims.enumerated() where slots[claim.candidate.recognizer] < 0 {
            slots[claim.candidate.recognizer] = index
        }
        for mention in ContextMentions(around: place.span, in: &text, reach: reach).mentions {
            for owner in context.phrases[mention.phrase].owners {
                let slot = slots[owner.recognizer]
                guard slot >= 0, mention.distance <= recognizers[owner.recognizer].reach else { continue }
                evidence[slot].consider(mention, weight: owner.weight)
            }
        }
        for (index, claim) in place.claims.enumerated() {
            evidence[index] = evidence[slots[claim.candidate.recognizer]]
        }
        for claim in place.claims { slots[claim.candidate.recognizer] = -1 }
        return evidence
    }

    private static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.span.lowerBound != right.span.lowerBound { return left.span.lowerBound < right.span.lowerBound }
        if left.span.upperBound != right.span.upperBound { return left.span.upperBound < right.span.upperBound }
        return (left.recognizer, left.rule) < (right.recognizer, right.rule)
    }
}

/// One span of the text and every candidate that stands exactly there.
struct Place {
    let span: Range<Int>
    let text: CandidateText
    var claims: [(candidate: Candidate, scorer: EvidenceScorer)] = []
}

/// Where values of the types stand that others ask their neighbors for.
private struct Neighbors {
    private var places: [EntityType: [Place]] = [:]

    init(_ places: [Place], of partners: Set<EntityType>, recognizers: [Recognizer]) {
        guard !partners.isEmpty else { return }
        for place in places {
            let types = Set(place.claims.map { recognizers[$0.candidate.recognizer].entity })
            for type in types.intersection(partners) { self.places[type, default: []].append(place) }
        }
    }

    /// Whether a neighbor within reach fits; `nil` if there is no neighbor.
    func fit(_ rule: JointRule, _ place: Place) -> Bool? {
        let near = places[rule.partner, default: []].filter { other in
            other.span != place.span
                && max(other.span.lowerBound - place.span.upperBound, place.span.lowerBound - other.span.upperBound)
                    <= rule.reach
        }
        guard !near.isEmpty else { return nil }
        return near.contains { rule.holds(place.text.compact, with: $0.text.compact) }
    }
}
