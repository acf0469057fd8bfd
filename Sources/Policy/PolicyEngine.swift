// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A validated policy: a pure function from findings and facts to a decision with its reasons.
package struct PolicyEngine: Sendable {
    /// The configured id, for the audit.
    package let id: String
    /// SHA-256 over the canonical form of everything that decides, hex: two files that mean the same have the same.
    package internal(set) var digest: String
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

    /// What a request may name as its purpose.
    package let purposes: Set<Purpose>
    /// Types that many people share a value of, and few several: rules may count them over a conversation.
    package let quasiIdentifiers: Set<EntityType>
    /// What masked values show.
    package let masks: MaskRules
    /// Whether a request may go once more, unmasked; `nil` where it may not.
    package let unmaskedFallback: UnmaskedFallback?
    /// In the file's order.
    let rules: [PolicyRule]
    let actions: ActionRules
    let routing: RoutingRules
    /// The types, with the classes that the law of the home gives them.
    package let catalog: EntityCatalog
    /// The sensitive categories of each type for which a law of the home has a rule of its own.
    let ruledCategories: [EntityType: Set<String>]

    /// Whether a rule asks how many quasi-identifiers a conversation has shown.
    package var countsQuasiIdentifiers: Bool { rules.contains { $0.condition.quasiIdentifiers != nil } }
    /// Whether a rule asks for the scripts of a request.
    package var readsScripts: Bool { rules.contains { !$0.condition.scripts.isEmpty } }

    /// Decides. The same findings and facts always give the same decision, and one finding more never a weaker one.
    ///
    /// Control: ZV-EGR-01, ZV-TRF-03
    package func decide(_ detections: [[Detection]], given facts: RequestFacts) -> PolicyDecision {
        settle(detections, given: facts).decision
    }

    /// The decision, with what led to it.
    ///
    /// - Parameter fallback: what is left in clear, and who alone may have it then.
    func settle(
        _ detections: [[Detection]], given facts: RequestFacts, unmasking fallback: UnmaskedFallback? = nil
    ) -> SettledRequest {
        var tally = Tally(hasResidue: facts.hasResidue)
        var counts: [EntityType: Int] = [:]
        for detection in detections.joined() { counts[detection.type, default: 0] += 1 }
        let found = counts.keys.sorted()
        for type in found { tally.find(type, catalog[type]) }
        let absorbed = fallback == nil ? [:] : SettledRequest.absorbed(in: detections)
        let matched = MatchedRules(rules, for: ruleFacts(facts, tally.inputClass, counts, absorbed: absorbed))
        let choice = { (type: EntityType) in
            matched.action(for: catalog[type], otherwise: actions.action(for: type, catalog[type]))
        }
        let opened = fallback.map { fallback in
            OpenedFindings(fallback, types: found + absorbed.keys, catalog: catalog) { choice($0).action }
        }
        let unmasked = opened?.counts(in: detections) ?? [:]
        var choices: [EntityType: ActionChoice] = [:]
        for type in found {
            choices[type] = choice(type)
            if unmasked[type] != nil { tally.count(type, catalog[type], .unmasked) }
            if unmasked[type] != counts[type] { tally.count(type, catalog[type], choice(type)) }
            if let ruled = ruledCategories[type] { tally.count(categories: ruled) }
        }
        if let rule = matched.blocking { tally.block(rule.auditName) }
        let answers = matched.blockingAnswers
        if let answers { tally.note(answers.auditName) }
        let payload = tally.payload
        var routes: [SettledRequest.Route] = []
        let candidates = facts.candidates.filter { fallback?.admits($0, of: home) ?? true }
        for upstream in candidates where !tally.isBlocked {
            let verdict = verdict(on: upstream, carrying: payload, matched, facts.today)
            tally.note(verdict.rule)
            routes.append(SettledRequest.Route(upstream: upstream, verdict: verdict))
        }
        let allowed = routes.filter(\.isAllowed).map(\.upstream.id)
        let wouldGo =
            facts.hasResidue
            && candidates.contains {
                verdict(on: $0, carrying: tally.payloadOfText, matched, facts.today).isAllowed
            }
        let refusal: PolicyDecision.Refusal? =
            if tally.isBlocked { .blocked } else if allowed.isEmpty {
                // Residue is the reason when without it there would be a route.
                .noLawfulRoute(becauseOfResidue: wouldGo)
            } else { nil }
        let decision = PolicyDecision(
            inputClass: tally.inputClass, residualClass: payload.left, hasSecret: tally.hasSecret,
            actions: detections.map {
                $0.map { opened?.opens($0) == true ? .pass : choices[$0.type]?.action ?? .block }
            }, allowed: allowed,
            refusal: refusal, answerRule: answers == nil ? answerRule : .block, rules: tally.rules, masks: masks,
            policyID: id, policyDigest: digest,
            transfers: Dictionary(
                routes.filter(\.verdict.isOnRecord).map { ($0.upstream.id, $0.verdict.transfer) },
                uniquingKeysWith: { first, _ in first }), unmasked: unmasked)
        return SettledRequest(decision: decision, counts: counts, choices: choices, routes: routes)
    }

    /// Whether data that goes to this place stays in the country.
    package func isInCountry(_ place: Jurisdiction) -> Bool { routing.home.contains(place) }

    /// What the law of the home asks of routes abroad.
    package var gate: TransferGate { routing.gate }

    /// What the law of the place says goes first; rules may then only take away.
    private func verdict(
        on upstream: UpstreamFacts, carrying payload: TransferPayload, _ matched: MatchedRules, _ today: CalendarDay
    ) -> RoutingRules.Verdict {
        let lawful = routing.verdict(on: upstream, carrying: payload, on: today)
        guard lawful.isAllowed else { return lawful }
        // Everybody who gets the request is asked about, not the machine at the end alone.
        let places = TransferDestination(endpoint: upstream.country, provider: upstream.provider).places
        let members = places.reduce(into: Set<Jurisdiction>()) { $0.formUnion(home.members(of: $1)) }
        let denial = matched.denial(
            of: upstream, in: members, isAbroad: lawful.transfer.isAbroad,
            residual: payload.left)
        guard let denial else { return lawful }
        return RoutingRules.Verdict(isAllowed: false, rule: denial, transfer: lawful.transfer)
    }
}

/// A decision with what led to it, for those who explain.
struct SettledRequest {
    struct Route {
        let upstream: UpstreamFacts
        let verdict: RoutingRules.Verdict

        var isAllowed: Bool { verdict.isAllowed }
    }

    let decision: PolicyDecision
    let counts: [EntityType: Int]
    let choices: [EntityType: ActionChoice]
    /// In the operator's order; empty where the request is blocked.
    let routes: [Route]
}
