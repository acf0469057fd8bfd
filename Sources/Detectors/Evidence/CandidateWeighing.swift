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
    /// By recognizer: how many words on each side it looks at.
    private let reaches: [Int]
    /// The widest reach of all.
    private let reach: Int
    private let partners: PartnerTable

    init(recognizers: [Recognizer]) {
        self.recognizers = recognizers
        context = ContextTable(recognizers.map(\.context))
        fields = ContextTable(recognizers.map(\.fields))
        reaches = recognizers.map(\.reach)
        reach = reaches.max() ?? 0
        partners = PartnerTable(recognizers)
    }

    /// A candidate that no check rejects, and what its form and checks say.
    private struct Claim {
        let candidate: Candidate
        var scorer: EvidenceScorer
    }

    /// Whether a recognizer asks for persons beside its values.
    var asksForPersons: Bool { partners.personSlot != nil }

    /// For each recognizer that knows the field's name, the phrase it knows.
    func terms(of field: FieldName) -> [Int: ContextEvidence.Term] { field.terms(of: fields) }

    /// Reports each candidate that no check rejects, in the order of their places.
    func weigh(
        _ candidates: [Candidate], in folded: [UInt8], field: [Int: ContextEvidence.Term],
        beside persons: [Range<Int>], explains: Bool, report: (Candidate, EvidenceScorer.Verdict) -> Void
    ) {
        let (places, claims) = claims(of: candidates, in: folded, explains: explains)
        guard !claims.isEmpty else { return }
        let neighbors = Neighbors(
            places, of: claims.map { partners.slot(of: $0.candidate.recognizer) }, partnerCount: partners.count,
            persons: persons, at: partners.personSlot)
        var finder = ContextFinder(words: WordIndex(folded), table: context)
        var nearby = Nearby(slots: [Int](repeating: -1, count: recognizers.count))
        for place in places where !place.claims.isEmpty {
            let claims = claims[place.claims]
            gather(for: claims, at: place.span, in: &finder, into: &nearby)
            for claim in claims {
                var scorer = claim.scorer
                var around = nearby.evidence[nearby.slots[claim.candidate.recognizer]]
                around.field = field[claim.candidate.recognizer]
                scorer.read(around, context: context, fields: fields)
                if partners.hasRules(claim.candidate.recognizer) {
                    for (rule, slot) in partners.rules(of: claim.candidate.recognizer) {
                        if let isFit = neighbors.fit(rule, slot, place) { scorer.read(rule, isFit: isFit) }
                    }
                }
                report(claim.candidate, scorer.verdict)
            }
            for owner in nearby.owners { nearby.slots[owner] = -1 }
        }
    }

    /// The places in text order, and the claims in theirs.
    private func claims(
        of candidates: [Candidate], in folded: [UInt8], explains: Bool
    ) -> (places: [Place], claims: [Claim]) {
        var places: [Place] = []
        var claims: [Claim] = []
        for candidate in candidates.sorted(by: Self.precedes) {
            if places.last?.span != candidate.span {
                let text = CandidateText(folded[candidate.span])
                places.append(Place(span: candidate.span, text: text, claims: claims.count..<claims.count))
            }
            let recognizer = recognizers[candidate.recognizer]
            let scorer = EvidenceScorer(
                places[places.count - 1].text, recognizer: recognizer, rule: recognizer.rules[candidate.rule],
                explains: explains)
            guard let scorer else { continue }
            claims.append(Claim(candidate: candidate, scorer: scorer))
            places[places.count - 1].claims = places[places.count - 1].claims.lowerBound..<claims.count
        }
        return (places, claims)
    }

    /// What stands around one place; one value serves all places, for its memory.
    private struct Nearby {
        /// By recognizer: which of `evidence` is its own; −1 for one without a claim here.
        var slots: [Int]
        /// The recognizers with a claim here, and for each what the words around say.
        var owners: [Int] = []
        var evidence: [ContextEvidence] = []
        var mentions = ContextMentions()
    }

    /// Reads the words around a place for all its claims. No slot is taken before.
    private func gather(
        for claims: ArraySlice<Claim>, at span: Range<Int>, in text: inout ContextFinder, into nearby: inout Nearby
    ) {
        nearby.owners.removeAll(keepingCapacity: true)
        nearby.evidence.removeAll(keepingCapacity: true)
        // Several forms of one recognizer share the evidence of the first.
        for claim in claims where nearby.slots[claim.candidate.recognizer] < 0 {
            nearby.slots[claim.candidate.recognizer] = nearby.owners.count
            nearby.owners.append(claim.candidate.recognizer)
            nearby.evidence.append(ContextEvidence())
        }
        nearby.mentions.gather(around: span, in: &text, reach: reach)
        for mention in nearby.mentions.mentions {
            for slot in nearby.owners.indices where mention.distance <= reaches[nearby.owners[slot]] {
                context.forEachWeight(of: mention.phrase, for: nearby.owners[slot]) { weight in
                    nearby.evidence[slot].consider(mention, weight: weight)
                }
            }
        }
    }

    private static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.span.lowerBound != right.span.lowerBound { return left.span.lowerBound < right.span.lowerBound }
        if left.span.upperBound != right.span.upperBound { return left.span.upperBound < right.span.upperBound }
        return (left.recognizer, left.rule) < (right.recognizer, right.rule)
    }
}
