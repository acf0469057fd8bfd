// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore
import Proxy
import Pseudonymization
import Synchronization
import Testing

/// Keeps what it was told, and can be out of order.
private final class Notes: AuditRecording {
    let events = Mutex<[AuditEvent]>([])

    func record(_ event: AuditEvent, holdingThread: Bool) async throws(AuditError) -> AuditReceipt {
        events.withLock { $0.append(event) }
        throw AuditError(code: .unavailable)
    }

    var codes: [AuditCode] { events.withLock { $0.map(\.code) } }
}

@Suite struct RequestJournalTests {
    private let notes = Notes()

    private func journal() -> RequestJournal {
        RequestJournal(notes, request: .generate(), caller: .local, endpoint: "chat.completions")
    }

    @Test(arguments: [GatewayError.Code.callerGone, .invalidBody, .protectionUnavailable])
    func aRequestWithoutADecisionEndsAsDenied(code: GatewayError.Code) async {
        let journal = journal()
        await #expect(throws: GatewayError(.protectionUnavailable)) {
            try await journal.end(.failure(GatewayError(code)))
        }
        #expect(notes.codes == [.denied])
        #expect(notes.events.withLock { $0.map(\.outcome) } == [.denied])
    }

    @Test func onlyTheFirstEndIsRecorded() async throws {
        let journal = journal()
        try? await journal.end(.failure(GatewayError(.invalidBody)))
        try await journal.end(.success(()))
        #expect(notes.codes == [.denied])
    }

    @Test func withoutAGrantNothingMayBeRestored() {
        #expect(throws: GatewayError(.restoreFailed)) { try journal().add(RestorationCounts(restored: 1)) }
        #expect(throws: Never.self) { try journal().add(RestorationCounts(unknown: 3)) }
    }

    @Test func whatIsRefusedIsNoPartOfTheRecord() throws {
        let journal = journal()
        let scope = Scope(
            kind: .conversation, tenant: TenantID(rawValue: "t"), caller: CallerID(rawValue: "c"), key: [1])
        journal.learn { $0.grant = AuditEvent.RestoreGrant(scope: scope, purpose: "test", limit: 3) }
        try journal.add(RestorationCounts(restored: 2))
        #expect(throws: GatewayError(.restoreFailed)) { try journal.add(RestorationCounts(restored: 2, unknown: 1)) }
        #expect(journal.restoration.restored == 2)
        #expect(journal.restoration.withheld == 2)
        #expect(journal.restoration.unknown == 1)
    }
}
