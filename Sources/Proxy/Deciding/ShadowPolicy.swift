// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore
package import Telemetry

/// Decides with a policy that is only tried out. What it says is counted and recorded, and nothing else comes of it: the
/// policy in force has decided before, so that nothing is weakened by trying.
extension RequestPipeline {
    /// - Parameter ask: what it decides, with what was counted for it: the two policies may ask for different things.
    func decideInShadow(
        _ decision: PolicyDecision, _ ask: (PolicyEngine, QuasiIdentifierCounts) -> PolicyDecision
    ) {
        guard let policy = snapshot.shadow else { return }
        let other = ask(policy, gateway.shadowQuasiIdentifiers)
        let differs =
            other.refusal != decision.refusal || other.allowed != decision.allowed || other.actions != decision.actions
            || other.answerRule != decision.answerRule
        journal.learn { event in
            event.shadow = AuditEvent.Shadow(
                policy: AuditEvent.PolicyReference(id: other.policyID, digest: other.policyDigest, rules: other.rules),
                isAllowed: other.refusal == nil, residualClass: other.residualClass, differs: differs)
        }
        gateway.metrics.shadow.decisions.add(1, other.refusal == nil ? "allow" : "deny", differs ? "yes" : "no")
    }
}

/// What a policy that is only tried out would have done.
package struct ShadowMetrics: MetricGroup {
    package let decisions = Metric(
        .counter, "zavesa_policy_shadow_decisions_total",
        "Decisions of the policy that is only tried out, and whether they differ from the one in force.",
        labels: ["decision", "differs"])

    package var families: [any MetricSource] { [decisions] }
}
