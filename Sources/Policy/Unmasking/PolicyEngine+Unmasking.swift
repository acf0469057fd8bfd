// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension PolicyEngine {
    /// What a second, unmasked run of a request would be: the same policy, rules and law, with some actions left out and
    /// the fallback's upstreams alone. `nil` where policy has no fallback, where the request is refused, and where nothing
    /// of it could go unmasked. Its own refusal says that nobody may have it.
    ///
    /// - Parameter first: what was decided of the same findings and facts.
    ///
    /// Control: ZV-EGR-01, ZV-TRF-03
    package func decideUnmasked(
        _ detections: [[Detection]], given facts: RequestFacts, after first: PolicyDecision
    ) -> PolicyDecision? {
        guard let unmaskedFallback, first.refusal == nil else { return nil }
        let decision = settle(detections, given: facts, unmasking: unmaskedFallback).decision
        return decision.unmasked.isEmpty ? nil : decision
    }

    /// What rules ask about. Where something may go in clear, that is also what lies within findings of other types.
    func ruleFacts(
        _ facts: RequestFacts, _ inputClass: DataClass, _ counts: [EntityType: Int], absorbed: [EntityType: Int]
    ) -> RuleFacts {
        var tally = Tally(hasResidue: false)
        for type in absorbed.keys { tally.find(type, catalog[type]) }
        return RuleFacts(
            inputClass: max(inputClass, tally.inputClass), counts: counts.merging(absorbed, uniquingKeysWith: +),
            facts: facts)
    }
}

extension SettledRequest {
    /// How many findings absorbed each type.
    static func absorbed(in detections: [[Detection]]) -> [EntityType: Int] {
        detections.joined().reduce(into: [:]) { counts, detection in
            for type in detection.absorbed { counts[type, default: 0] += 1 }
        }
    }
}
