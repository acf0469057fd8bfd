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
    /// The sensitive categories of each type for which a law of the home has a rule of its own.
    let ruledCategories: [EntityType: Set<String>]

    /// Decides. The same findings and facts always give the same decision.
    ///
    /// Control: ZV-TRF-03
    package func decide(_ detections: [[Detection]], given facts: RequestFacts) -> PolicyDecision {
        var (tally, actions) = weigh(detections, hasResidue: facts.hasResidue)
        let payload = tally.payload
        let isBlocked = tally.isBlocked
        var allowed: [UpstreamID] = []
        var transfers: [UpstreamID: TransferJudgement] = [:]
        for upstream in facts.candidates where !isBlocked {
            let verdict = routing.verdict(on: upstream, carrying: payload, on: facts.today)
            tally.note(verdict.rule)
            if verdict.isAllowed { allowed.append(upstream.id) }
            if verdict.isOnRecord { transfers[upstream.id] = verdict.transfer }
        }
        return PolicyDecision(
            inputClass: tally.inputClass, residualClass: tally.residualClass, hasSecret: tally.hasSecret,
            actions: actions, allowed: allowed,
            refusal: refusal(isBlocked: isBlocked, allowed, facts, tally.payloadOfText),
            answerRule: answerRule, rules: tally.rules, policyID: id, policyDigest: digest, transfers: transfers)
    }

    /// Chooses the action for each finding, and adds up.
    func weigh(_ detections: [[Detection]], hasResidue: Bool) -> (tally: Tally, actions: [[ProtectiveAction]]) {
        var tally = Tally(hasResidue: hasResidue)
        let actions = detections.map { detections in
            detections.map { detection in
                let descriptor = catalog[detection.type]
                let (action, rule) = rules.action(for: detection.type, descriptor)
                tally.count(descriptor, of: detection.type, action, rule)
                if let ruled = ruledCategories[detection.type] { tally.count(categories: ruled) }
                return action
            }
        }
        return (tally, actions)
    }

    /// Whether data that goes to this place stays in the country.
    package func isInCountry(_ place: Jurisdiction) -> Bool { routing.home.contains(place) }

    /// What the law of the home asks of routes abroad.
    package var gate: TransferGate { routing.gate }

    /// Blocked goes before the route. Residue is the reason when without it there would be a route.
    private func refusal(
        isBlocked: Bool, _ allowed: [UpstreamID], _ facts: RequestFacts, _ payloadOfText: TransferPayload
    ) -> PolicyDecision.Refusal? {
        if isBlocked { return .blocked }
        guard allowed.isEmpty else { return nil }
        let wouldGo = facts.candidates.contains {
            routing.verdict(on: $0, carrying: payloadOfText, on: facts.today).isAllowed
        }
        return .noLawfulRoute(becauseOfResidue: facts.hasResidue && wouldGo)
    }
}
