// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Which upstreams may receive what is left, and the constant name of the rule that says so.
struct RoutingRules: Sendable, Equatable {
    let home: Home
    /// Foreign upstreams that the operator named.
    let foreignUpstreams: Set<UpstreamID>
    /// The highest residual class a named foreign upstream may receive; C0 or C1.
    let maxForeignResidual: DataClass
    /// What the law of the home asks beside that.
    let gate: TransferGate

    /// What became of one upstream.
    struct Verdict: Sendable, Equatable {
        let isAllowed: Bool
        /// A constant name; after `transfer.` stands a `TransferRefusal`.
        let rule: String
        let transfer: TransferJudgement
    }

    /// Whether an upstream may receive what is left. Abroad it has to be named, the residual class small enough, and
    /// the papers there.
    func verdict(on upstream: UpstreamFacts, carrying payload: TransferPayload, on day: CalendarDay) -> Verdict {
        let destination = TransferDestination(endpoint: upstream.country, provider: upstream.provider)
        let judgement = gate.judge(destination, carrying: payload, on: day)
        let (isAllowed, rule) = rule(for: upstream.id, payload.left, judgement)
        return Verdict(isAllowed: isAllowed, rule: rule, transfer: judgement)
    }

    private func rule(
        for upstream: UpstreamID, _ left: DataClass, _ judgement: TransferJudgement
    ) -> (isAllowed: Bool, rule: String) {
        if judgement.isAbroad {
            guard foreignUpstreams.contains(upstream) else { return (false, "foreign.upstreams") }
            guard left <= maxForeignResidual else { return (false, "foreign.max_residual") }
        }
        switch judgement.outcome {
        case .refused(let refusal): return (false, "transfer.\(refusal.rawValue)")
        case .allowed: return (true, "foreign.max_residual")
        case .inCountry: return (true, "home")
        }
    }
}
