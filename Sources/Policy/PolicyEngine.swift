// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A validated policy: a pure function from findings and facts to a decision with its reasons.
package struct PolicyEngine: Sendable {
    /// The configured id, for the audit.
    package let id: String
    /// SHA-256 over the canonical form of everything that decides, hex: two files that mean the same have the same.
    package let digest: String
    /// Where tokens are valid.
    package let scope: Scope.Kind
    /// What is done with personal data that the model produces.
    package let answerRule: PolicyDecision.AnswerRule
    /// Whether providers may keep what they get.
    package let storage: ProviderStorage
    /// Whether answers are filled up.
    package let padding: AnswerPadding
    /// Whether requests to paths that nobody here knows are taken.
    package let unknownPaths: UnknownPaths
    /// Probability a finding needs, by type, for the detection engine.
    package let thresholds: [EntityType: Double]
    /// The probability for types not named.
    package let defaultThreshold: Double
    /// What counts as in-country.
    package var home: Home { routing.home }

    let rules: ActionRules
    let routing: RoutingRules
    let catalog: EntityCatalog

    /// Decides. The same findings and facts always give the same decision.
    ///
    /// Control: ZV-TRF-03
    package func decide(_ detections: [[Detection]], given facts: RequestFacts) -> PolicyDecision {
        var tally = Tally(hasResidue: facts.hasResidue)
        let actions = detections.map { detections in
            detections.map { detection in
                let descriptor = catalog[detection.type]
                let (action, rule) = rules.action(for: detection.type, descriptor)
                tally.count(descriptor, of: detection.type, action, rule)
                return action
            }
        }
        let isBlocked = tally.isBlocked
        var allowed: [UpstreamID] = []
        for upstream in facts.candidates where !isBlocked {
            let (isAllowed, rule) = routing.verdict(on: upstream, residual: tally.residualClass)
            tally.note(rule)
            if isAllowed { allowed.append(upstream.id) }
        }
        return PolicyDecision(
            inputClass: tally.inputClass, residualClass: tally.residualClass, hasSecret: tally.hasSecret,
            actions: actions, allowed: allowed,
            refusal: refusal(isBlocked: isBlocked, allowed, facts, residualOfText: tally.residualOfText),
            answerRule: answerRule, rules: tally.rules, policyID: id, policyDigest: digest)
    }

    /// Whether data that goes to this place stays in the country.
    package func isInCountry(_ place: Jurisdiction) -> Bool { routing.home.contains(place) }

    /// Blocked goes before the route. Residue is the reason when without it there would be a route.
    private func refusal(
        isBlocked: Bool, _ allowed: [UpstreamID], _ facts: RequestFacts, residualOfText: DataClass
    ) -> PolicyDecision.Refusal? {
        if isBlocked { return .blocked }
        guard allowed.isEmpty else { return nil }
        let wouldGo = facts.candidates.contains { routing.verdict(on: $0, residual: residualOfText).isAllowed }
        return .noLawfulRoute(becauseOfResidue: facts.hasResidue && wouldGo)
    }
}
