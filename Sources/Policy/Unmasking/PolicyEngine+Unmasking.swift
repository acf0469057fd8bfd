// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension PolicyEngine {
    /// What a second, unmasked run of a request would be: the same policy, rules and law, with some actions left out and
    /// the fallback's upstreams alone. `nil` where policy has no fallback, where the request is refused, and where nothing
    /// of it could go unmasked. Its own refusal says that nobody may have it.
    ///
    /// Control: ZV-EGR-01, ZV-TRF-03
    package func decideUnmasked(_ detections: [[Detection]], given facts: RequestFacts) -> PolicyDecision? {
        guard let unmaskedFallback, decide(detections, given: facts).refusal == nil else { return nil }
        let decision = settle(detections, given: facts, unmasking: unmaskedFallback).decision
        return decision.unmasked.isEmpty ? nil : decision
    }
}

extension SettledRequest {
    /// How many findings of each type the fallback leaves in clear.
    static func unmasked(_ counts: [EntityType: Int], _ choices: [EntityType: ActionChoice]) -> [EntityType: Int] {
        counts.filter { choices[$0.key]?.rule == UnmaskedFallback.rule }
    }
}
