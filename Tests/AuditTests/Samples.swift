// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore

/// Events with every field that an event can have.
enum Samples {
    /// Writes each kind of event once.
    static func writeAll(to folder: TemporaryFolder) async throws {
        let log = try await Fixtures.open(folder)
        let request = Fixtures.request()
        _ = try await log.record(Fixtures.decided(request))
        var rerouted = try Fixtures.decided(request)
        rerouted.code = .rerouted
        _ = try await log.record(rerouted)
        var closed = Fixtures.closed(request)
        closed.restoration?.produced = [.person: 1]
        _ = try await log.record(closed)
        for reason in AuditEvent.Reason.allCases { _ = try await log.record(denied(reason)) }
        for code in [AuditCode.exported, .classified, .revealed, .policyActivated, .selfCheck] {
            var event = AuditEvent(code: code, outcome: .success, tenant: .default)
            event.count = 3
            event.detectorDigest = Fixtures.digest
            event.policy = AuditEvent.PolicyReference(id: "default", digest: Fixtures.digest, rules: [])
            _ = try await log.record(event)
        }
        var list = AuditEvent(code: .listLoaded, outcome: .success, tenant: .default)
        list.list = AuditEvent.LegalList(
            regime: "ru", version: "ru-1", status: .sourced, countries: 2, origin: .signed, signer: Fixtures.digest)
        _ = try await log.record(list)
        for cause in AuditEvent.Storage.Cause.allCases {
            var event = AuditEvent(code: .foreignStorage, outcome: .failure, tenant: .default)
            event.storage = AuditEvent.Storage(thing: .coreDumps, cause: cause, country: Jurisdiction("FI"))
            _ = try await log.record(event)
        }
        var refused = try Fixtures.decided()
        refused.endpoint = "not a name"
        _ = try? await log.record(refused)
    }

    private static func denied(_ reason: AuditEvent.Reason) -> AuditEvent {
        var event = AuditEvent(code: .denied, outcome: .denied, tenant: .default, request: Fixtures.request())
        event.reason = reason
        event.caller = .local
        event.policy = AuditEvent.PolicyReference(id: "default", digest: Fixtures.digest, rules: ["types.block"])
        return event
    }
}
