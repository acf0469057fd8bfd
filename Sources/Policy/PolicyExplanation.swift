// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Why a policy decides as it does, for people: `zavesa policy explain`. Holds types, counts, classes and names of
/// rules; there is no field for a value.
package struct PolicyExplanation: Sendable, Equatable {
    /// Findings of one type.
    package struct Finding: Sendable, Equatable {
        package let type: EntityType
        package let count: Int
        /// The class that counts for thresholds.
        package let dataClass: DataClass
        package let isSecret: Bool
        package let isSpecialCategory: Bool
        package let action: ProtectiveAction
        package let rule: String
    }

    /// What becomes of one upstream.
    package struct Route: Sendable, Equatable {
        package let upstream: UpstreamFacts
        package let isInCountry: Bool
        package let isAllowed: Bool
        package let rule: String
    }

    package let decision: PolicyDecision
    package let home: Home
    /// By type, in name order.
    package let findings: [Finding]
    /// In the operator's order; empty when the request is blocked before routing.
    package let routes: [Route]
    package let hasResidue: Bool
    /// The highest residual class a named foreign upstream may receive.
    package let maxForeignResidual: DataClass
    /// What a second run would be where the answer shows that masking spoilt it; `nil` for none.
    package let unmasked: PolicyDecision?
}

extension PolicyEngine {
    /// The decision with the reason for each finding and each upstream.
    package func explain(_ detections: [[Detection]], given facts: RequestFacts) -> PolicyExplanation {
        let settled = settle(detections, given: facts)
        let findings = settled.counts.keys.sorted().map { type in
            let descriptor = catalog[type]
            let choice = settled.choices[type]
            return PolicyExplanation.Finding(
                type: type, count: settled.counts[type] ?? 0, dataClass: descriptor?.countedClass ?? .c4,
                isSecret: descriptor?.isSecret ?? false, isSpecialCategory: descriptor?.isSpecialCategory ?? false,
                action: choice?.action ?? .block, rule: choice?.rule ?? "")
        }
        let routes = settled.routes.map { route in
            PolicyExplanation.Route(
                upstream: route.upstream, isInCountry: !route.verdict.transfer.isAbroad, isAllowed: route.isAllowed,
                rule: route.verdict.rule)
        }
        return PolicyExplanation(
            decision: settled.decision, home: home, findings: findings, routes: routes, hasResidue: facts.hasResidue,
            maxForeignResidual: routing.maxForeignResidual,
            unmasked: decideUnmasked(detections, given: facts, after: settled.decision))
    }
}
