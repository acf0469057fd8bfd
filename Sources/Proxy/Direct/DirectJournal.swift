// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore
import Synchronization

/// The audit record of one direct operation: what is known is gathered on the way, and written once, before the answer.
final class DirectJournal: Sendable {
    private let audit: any AuditRecording
    private let operation: DirectOperation
    private let known: Mutex<AuditEvent>

    init(_ audit: any AuditRecording, of call: DirectCall) {
        self.audit = audit
        operation = call.operation
        var event = AuditEvent(code: .denied, outcome: .denied, tenant: call.caller.tenant, request: call.id)
        event.caller = call.caller.id
        event.endpoint = call.operation.rawValue
        known = Mutex(event)
    }

    /// Adds to what is known.
    func learn(_ change: (inout sending AuditEvent) -> Void) {
        known.withLock { change(&$0) }
    }

    /// Writes how it ended; durable when it returns. Throws `protection_unavailable` if it could not be written.
    func end(_ refusal: GatewayError?) async throws(GatewayError) {
        var event = known.withLock { $0 }
        event.code = refusal == nil ? operation.code : operation.refusalCode
        event.outcome = refusal == nil ? .success : .denied
        event.reason = refusal?.reason
        do throws(AuditError) {
            _ = try await audit.record(event)
        } catch {
            throw GatewayError(error)
        }
    }
}
