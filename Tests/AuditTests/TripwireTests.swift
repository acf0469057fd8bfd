// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import Testing

/// Control: ZV-AUD-01
@Suite("The tripwire: nothing that is not typed gets into a record")
struct TripwireTests {
    /// Values that stand for text of a request: a name, an address, numbers, a sentence, markup, control characters.
    static let canaries = [
        "Зинаида Кораблёва", "zinaida@example.org", "+7 912 345-67-89", "79123456789", "112-233-445 95",
        "4111111111111111", "please call me back", "\u{202E}abc", "a\"b", "a\\b", "a\nb", "",
        String(repeating: "a", count: 129),
    ]

    /// Every place of an event that takes a text, with the path that the tripwire must name.
    static let places: [(path: String, put: @Sendable (inout AuditEvent, String) -> Void)] = [
        ("code", { $0.code = AuditCode(rawValue: $1) }),
        ("tenant", { $0.tenant = TenantID(rawValue: $1) }),
        ("corr", { $0.request = RequestID(rawValue: $1) }),
        ("api", { $0.endpoint = $1 }),
        ("purpose.id", { $0.purpose = $1 }),
        ("data.entities", { $0.data?.entities[EntityType(rawValue: $1)] = 1 }),
        ("data.actions", { $0.data?.actions[$1] = 1 }),
        ("route.endpoint", { $0.route?.upstream = UpstreamID(rawValue: $1) }),
        ("route.model_id", { $0.route?.model = $1 }),
        ("route.provider", { $0.route?.provider = $1 }),
        ("route.policy_id", { $0.policy?.id = $1 }),
        ("route.policy_sha256", { $0.policy?.digest = $1 }),
        ("route.rules", { $0.policy?.rules.append($1) }),
        ("route.transfer.notification_ref", { $0.route?.transfer?.notification = $1 }),
        ("route.transfer.tia_ref", { $0.route?.transfer?.assessment = $1 }),
        ("route.transfer.permit_ref", { $0.route?.transfer?.permit = $1 }),
        ("route.transfer.licence_ref", { $0.route?.transfer?.licence = $1 }),
        ("route.transfer.list_ver", { $0.route?.transfer?.listVersion = $1 }),
        (
            "list.version",
            {
                $0.list = AuditEvent.LegalList(
                    regime: "ru", version: $1, status: .sourced, countries: 1, origin: .release)
            }
        ),
        (
            "list.signer_sha256",
            {
                $0.list = AuditEvent.LegalList(
                    regime: "ru", version: "a", status: .sourced, countries: 1, origin: .signed, signer: $1)
            }
        ),
        (
            "list.regime",
            {
                $0.list = AuditEvent.LegalList(
                    regime: $1, version: "v", status: .sourced, countries: 1, origin: .release)
            }
        ),
        (
            "attestation.provider",
            { $0.attestation = AuditEvent.Attestation(provider: $1, agreement: nil, status: .missing) }
        ),
        (
            "attestation.agreement_ref",
            { $0.attestation = AuditEvent.Attestation(provider: "p", agreement: $1, status: .inDate) }
        ),
        ("grant.purpose", { $0.grant?.purpose = $1 }),
        ("detector.pack_sha256", { $0.detectorDigest = $1 }),
        (
            "restore.produced",
            {
                $0.restoration = AuditEvent.Restoration()
                $0.restoration?.produced[EntityType(rawValue: $1)] = 1
            }
        ),
    ]

    @Test("a text of a request is refused in every field", arguments: places.indices, canaries)
    func canary(place: Int, canary: String) async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        var event = try Fixtures.decided()
        Self.places[place].put(&event, canary)
        await #expect(throws: AuditError(code: .tripwire, field: Self.places[place].path)) {
            try await log.record(event)
        }
        let lines = try folder.lines()
        #expect(lines.count == 2)
        let last = try #require(lines.last.map { String(decoding: $0, as: UTF8.self) })
        #expect(last.contains(#""code":"AUD009E""#))
        #expect(last.contains("\"tripwire\":{\"field\":\"\(Self.places[place].path)\"}"))
        if !canary.isEmpty { #expect(!last.contains(canary)) }
        #expect(try AuditVerifier.verify(directory: folder.log).followsRules)
    }

    @Test("counts outside their range are refused", arguments: [-1, 9_007_199_254_740_992, Int.min, Int.max])
    func counts(number: Int) async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        var event = try Fixtures.decided()
        event.data?.bytesIn = number
        await #expect(throws: AuditError(code: .tripwire, field: "data.bytes_in")) { try await log.record(event) }
    }

    @Test("a caller, a scope and their keys appear only as keyed references")
    func references() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        var event = try Fixtures.decided()
        event.caller = CallerID(rawValue: "Зинаида")
        event.grant?.scope = Scope(
            kind: .case, tenant: .default, caller: CallerID(rawValue: "Зинаида"), domain: "дело 12",
            key: Array("raw-scope-key-raw-scope-key-0001".utf8))
        _ = try await log.record(event)
        let line = try #require(folder.lines().last.map { String(decoding: $0, as: UTF8.self) })
        for raw in ["Зинаида", "дело 12", "raw-scope-key"] { #expect(!line.contains(raw)) }
        let references = line.matches(of: /h1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{22}/)
        #expect(references.count == 2)
        #expect(Set(references.map { String($0.output) }).count == 2)
    }

    @Test("an event without the field its code needs is refused")
    func neededField() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        let event = AuditEvent(code: .denied, outcome: .denied, tenant: .default)
        await #expect(throws: AuditError(code: .tripwire, field: "corr")) { try await log.record(event) }
    }

    @Test("a log does not open with a node outside its grammar")
    func node() async throws {
        let folder = try TemporaryFolder()
        var node = try Fixtures.node()
        node.release = "built by Зинаида"
        await #expect(throws: AuditError(code: .tripwire, field: "node.release")) {
            try await AuditLog.open(
                directory: folder.log, catalogue: Fixtures.catalogue(), key: Fixtures.key, node: node)
        }
    }

    @Test(
        "names that operators use fit",
        arguments: [
            "gpt-4.1-2025-04-14", "claude-3-5-sonnet-20241022", "meta-llama/Llama-3.1-8B:free", "default",
            "foreign.max_residual", "qwen2.5-72b-instruct", "types.PERSON=tokenize",
        ])
    func configuredNames(name: String) { #expect(FieldGrammar.isConfiguredName(name)) }
}
