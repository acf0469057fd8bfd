// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import Testing

/// Control: ZV-AUD-01
@Suite("How a record is spelt")
struct RecordTextTests {
    /// The text of each kind of record, as every release writes it; what is random stands as `#`.
    @Test("each field has its place and its spelling, byte for byte")
    func texts() async throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let log = try await Fixtures.open(folder, clock: clock)
        for event in try Self.events() { _ = try await log.record(event) }
        clock.advance(by: -5)
        _ = try await log.record(Fixtures.denied())
        let lines = try folder.lines().map(Self.constant)
        let golden = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(lines == golden.split(separator: "\n").map(String.init))
    }

    private static let file = Fixtures.root.appendingPathComponent("Tests/Tables/audit-records.jsonl")

    /// Without identifiers and links.
    private static func constant(_ line: [UInt8]) -> String {
        String(decoding: line, as: UTF8.self)
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "#")
            .replacing(/"leaf":"[0-9a-f]{64}","prev":"[0-9a-f]{64}"/, with: "\"leaf\":\"#\",\"prev\":\"#\"")
    }

    private static func events() throws -> [AuditEvent] {
        var decided = try Fixtures.decided()
        decided.purpose = "support"
        decided.data?.unmasked = [.person: 1, .literal: 2]
        decided.data?.hasSecret = true
        decided.route?.reason = .price
        decided.route?.attempt = 2
        decided.shadow = AuditEvent.Shadow(
            policy: AuditEvent.PolicyReference(id: "next", digest: Fixtures.digest, rules: ["a.b", "c"]),
            isAllowed: false, residualClass: .c2, differs: true)
        var plain = AuditEvent(code: .decided, outcome: .success, tenant: .default, request: Fixtures.request())
        plain.route = AuditEvent.Route(
            upstream: UpstreamID(rawValue: "u"), country: try Fixtures.country("FI"), isCrossBorder: true, model: nil,
            provider: "openai")
        plain.data = AuditEvent.Data(
            inputClass: .c1, residualClass: .c1, hasSecret: false, entities: [:], actions: [:], bytesIn: 0)
        var closed = Fixtures.closed(Fixtures.request())
        closed.restoration?.unknown = 1
        closed.restoration?.withheld = 2
        closed.restoration?.repaired = 3
        closed.restoration?.declined = 4
        closed.restoration?.produced = [.person: 1]
        closed.usage = TokenUsage(input: 10, output: 20, cachedInput: 3, reasoning: 4, isEstimated: true)
        closed.usageEndpoint = UpstreamID(rawValue: "demo")
        closed.policy = AuditEvent.PolicyReference(id: "default", digest: Fixtures.digest, rules: [])
        var granted = AuditEvent(code: .accessGranted, outcome: .success, tenant: .default)
        granted.access = AuditEvent.Access(
            subject: Caller(id: .local, tenant: .default), key: "k1", method: "key", roles: ["auditor"],
            permissions: ["audit.read"], cause: .role)
        granted.count = 7
        var list = AuditEvent(code: .listLoaded, outcome: .success, tenant: .default)
        list.list = AuditEvent.LegalList(
            regime: "ru", version: "ru-1", status: .sourced, countries: 2, origin: .signed, signer: Fixtures.digest)
        var attested = AuditEvent(code: .providerAttested, outcome: .success, tenant: .default)
        attested.attestation = AuditEvent.Attestation(provider: "demo", agreement: "A-1", status: .inDate)
        var stored = AuditEvent(code: .foreignStorage, outcome: .failure, tenant: .default)
        stored.storage = AuditEvent.Storage(thing: .coreDumps, cause: .foreign, country: Jurisdiction("FI"))
        return [decided, plain, closed, Fixtures.denied(), granted, list, attested, stored]
    }
}
