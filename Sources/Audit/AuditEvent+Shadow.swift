// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension AuditEvent {
    /// What a policy that is only tried out would have decided, beside the one that did. Its rules are names of the
    /// operator's file, as those of the policy are.
    package struct Shadow: Sendable, Equatable {
        package var policy: PolicyReference
        /// Whether it would have let the request go.
        package var isAllowed: Bool
        package var residualClass: DataClass
        /// Whether anything would have been otherwise: refusal, upstreams, an action, answers.
        package var differs: Bool

        package init(policy: PolicyReference, isAllowed: Bool, residualClass: DataClass, differs: Bool) {
            self.policy = policy
            self.isAllowed = isAllowed
            self.residualClass = residualClass
            self.differs = differs
        }
    }
}
