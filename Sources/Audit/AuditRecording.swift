// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Where the request pipeline writes its events.
package protocol AuditRecording: Sendable {
    /// Records one event and returns when it is durable. `holdingThread`: the caller's thread may be held for a write to disk,
    /// because no other request waits for it alone.
    func record(_ event: AuditEvent, holdingThread: Bool) async throws(AuditError) -> AuditReceipt
}

extension AuditRecording {
    /// Records one event from a thread that others wait for.
    package func record(_ event: AuditEvent) async throws(AuditError) -> AuditReceipt {
        try await record(event, holdingThread: false)
    }
}

/// Proof that an event is durable: the one thing, beside a sanitised request, that lets a request leave (P5).
///
/// Only this module makes one.
package struct AuditReceipt: Sendable {
    package let code: AuditCode
    package let request: RequestID?
    /// The record's number in the chain.
    package let sequence: UInt64
    /// RFC 6962 leaf hash, 32 bytes.
    package let leaf: [UInt8]

    init(code: AuditCode, request: RequestID?, sequence: UInt64, leaf: [UInt8]) {
        self.code = code
        self.request = request
        self.sequence = sequence
        self.leaf = leaf
    }
}
