// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Foundation
import PrivacyCore
import Reports
import Synchronization

/// A log of two days: on the first, two requests and a refusal of tenant `north`; on the second the same of `south`.
final class SampleLog {
    static let digest = String(repeating: "cd", count: 32)
    static let caller = "Аделаида-Кораблёва"
    static let scopeKey = "raw-scope-key-raw-scope-key-0001"

    let path: String
    var verifier: AuditVerifier { AuditVerifier(directory: path) }

    /// - Parameter unmasks: whether a request follows that went out a second time, unmasked, to two upstreams.
    init(unmasks: Bool = false) async throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("zavesa-report-\(UUID())").path
        let clock = DayClock()
        var options = AuditLog.Options()
        options.clock = { clock.now() }
        let log = try await Self.open(path, options)
        try await Self.write("north", "RU", false, .policyBlocked, to: log)
        clock.advanceOneDay()
        try await Self.write("south", "AE", true, .noRoute, to: log)
        if unmasks { try await Self.writeUnmasked(to: log) }
        await log.close()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func query() -> ExportQuery {
        ExportQuery(
            generatedAt: Timestamp(milliseconds: 1_795_392_000_000 + 2 * 86_400_000 + 28_800_000), generator: "0.1.0")
    }

    /// Changes one byte of a line of the first segment.
    func damage(line: Int) throws {
        let file = URL(fileURLWithPath: "\(path)/00000001.jsonl")
        var lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { Array($0) }
        lines[line - 1][40] ^= 1
        try Data(lines.flatMap { $0 + [UInt8(ascii: "\n")] }).write(to: file)
    }

    private static func open(_ path: String, _ options: AuditLog.Options) async throws -> AuditLog {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let yaml = try String(contentsOf: root.appendingPathComponent("compliance/events.yaml"), encoding: .utf8)
        return try await AuditLog.open(
            directory: path, catalogue: EventCatalogue(yaml: yaml, file: "events.yaml"),
            key: SymmetricKey(size: .bits256),
            node: AuditNode(release: "0.1.0", country: country("RU"), configDigest: digest), options: options)
    }

    private static func write(
        _ tenant: String, _ upstreamCountry: String, _ isCrossBorder: Bool, _ reason: AuditEvent.Reason,
        to log: AuditLog
    ) async throws {
        for _ in 0..<2 {
            let request = newRequest()
            var decided = event(.decided, .success, tenant, request)
            decided.route = AuditEvent.Route(
                upstream: UpstreamID(rawValue: "demo"), country: try country(upstreamCountry),
                isCrossBorder: isCrossBorder, model: "demo-1", provider: "openai-compatible")
            decided.policy = AuditEvent.PolicyReference(id: "default", digest: digest, rules: [])
            decided.data = AuditEvent.Data(
                inputClass: .c2, residualClass: .c1, hasSecret: false, entities: [.person: 2],
                actions: ["tokenize": 2], bytesIn: 100)
            let scope = Scope(
                kind: .conversation, tenant: decided.tenant, caller: CallerID(rawValue: caller),
                key: Array(scopeKey.utf8))
            decided.grant = AuditEvent.RestoreGrant(scope: scope, purpose: "answer", limit: 4)
            _ = try await log.record(decided)
            var closed = event(.delivered, .success, tenant, request)
            closed.restoration = AuditEvent.Restoration()
            closed.restoration?.restored = 3
            _ = try await log.record(closed)
        }
        var refused = event(.denied, .denied, tenant, newRequest())
        refused.reason = reason
        _ = try await log.record(refused)
    }

    private static func writeUnmasked(to log: AuditLog) async throws {
        var sent = event(.decided, .success, "south", newRequest())
        sent.route = AuditEvent.Route(
            upstream: UpstreamID(rawValue: "demo"), country: try country("RU"), isCrossBorder: false, model: "demo-1",
            provider: "openai-compatible")
        sent.policy = AuditEvent.PolicyReference(id: "default", digest: digest, rules: [])
        sent.data = AuditEvent.Data(
            inputClass: .c2, residualClass: .c1, hasSecret: false, entities: [.person: 2], actions: ["tokenize": 2],
            bytesIn: 100)
        _ = try await log.record(sent)
        sent.code = .unmasked
        sent.reason = .maskedRefusal
        _ = try await log.record(sent)
        sent.code = .rerouted
        sent.reason = nil
        sent.route?.reason = .unmasked
        sent.data?.unmasked = [.person: 2]
        for _ in 0..<2 { _ = try await log.record(sent) }
        sent.code = .delivered
        _ = try await log.record(sent)
    }

    private static func event(
        _ code: AuditCode, _ outcome: AuditEvent.Outcome, _ tenant: String, _ request: RequestID
    ) -> AuditEvent {
        var event = AuditEvent(code: code, outcome: outcome, tenant: TenantID(rawValue: tenant), request: request)
        event.caller = CallerID(rawValue: caller)
        return event
    }

    private static func newRequest() -> RequestID {
        RequestID(rawValue: UUIDv7.make(at: Timestamp(milliseconds: 1_795_392_000_000)))
    }

    private static func country(_ code: String) throws -> Jurisdiction {
        guard let country = Jurisdiction(code) else { throw CocoaError(.featureUnsupported) }
        return country
    }
}

/// A clock that is moved by days.
private final class DayClock: Sendable {
    private let days = Mutex<Int64>(0)

    func advanceOneDay() { days.withLock { $0 += 1 } }

    func now() -> Timestamp { Timestamp(milliseconds: 1_795_392_000_000 + days.withLock { $0 } * 86_400_000) }
}
