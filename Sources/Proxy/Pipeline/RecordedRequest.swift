// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Pseudonymization

/// A request the guard has looked at and the audit log holds: the only thing an upstream client can send (P1, P5).
package struct RecordedRequest: Sendable {
    package let request: SanitizedRequest
    package let receipt: AuditReceipt

    /// `nil` unless the receipt is that of this very request's decision.
    init?(_ request: SanitizedRequest, receipt: AuditReceipt) {
        let isDecision = receipt.code == .decided || receipt.code == .rerouted
        guard isDecision, receipt.request == request.request else { return nil }
        self.request = request
        self.receipt = receipt
    }
}
