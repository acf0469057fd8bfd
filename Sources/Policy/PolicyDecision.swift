// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What is done with a request, and why.
package struct PolicyDecision: Sendable, Equatable {
    package enum Refusal: Sendable, Equatable {
        /// A rule blocks a type or class that was found.
        case blocked
        /// No upstream may receive what is left; `unsupported` when the reason is residue that no route may take.
        case noLawfulRoute(becauseOfResidue: Bool)
    }

    package enum AnswerRule: String, Sendable, CaseIterable {
        /// Personal data that the model produces is counted and passed (the default).
        case pass
        /// An answer with such data is withheld.
        case block
    }

    /// The class of what was found.
    package let inputClass: DataClass
    /// The class of what is left after the actions.
    package let residualClass: DataClass
    /// Whether a key or credential was found.
    package let hasSecret: Bool
    /// One action for each detection, in the shape of the detections given.
    package let actions: [[ProtectiveAction]]
    /// Upstreams that may receive the result, in the operator's order; empty when refused.
    package let allowed: [UpstreamID]
    package let refusal: Refusal?
    package let answerRule: AnswerRule
    /// Identifiers of the rules that decided, constant strings of the policy file, such as `foreign.max_residual`.
    package let rules: [String]
    /// What masked values show.
    package let masks: MaskRules
    /// The policy's configured id and the SHA-256 of its canonical form, hex.
    package let policyID: String
    package let policyDigest: String
    /// What the law says of each candidate that is abroad and named, or whose provider may not have the request.
    package let transfers: [UpstreamID: TransferJudgement]
    /// Findings by type that only a second run leaves in clear; empty for every other decision.
    package let unmasked: [EntityType: Int]

    package init(
        inputClass: DataClass, residualClass: DataClass, hasSecret: Bool, actions: [[ProtectiveAction]],
        allowed: [UpstreamID], refusal: Refusal?, answerRule: AnswerRule, rules: [String],
        masks: MaskRules = MaskRules(), policyID: String, policyDigest: String,
        transfers: [UpstreamID: TransferJudgement] = [:], unmasked: [EntityType: Int] = [:]
    ) {
        self.inputClass = inputClass
        self.residualClass = residualClass
        self.hasSecret = hasSecret
        self.actions = actions
        self.allowed = allowed
        self.refusal = refusal
        self.answerRule = answerRule
        self.rules = rules
        self.masks = masks
        self.policyID = policyID
        self.policyDigest = policyDigest
        self.transfers = transfers
        self.unmasked = unmasked
    }
}
