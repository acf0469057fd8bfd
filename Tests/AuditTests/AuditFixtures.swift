// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Foundation
import PrivacyCore
import Synchronization

/// A folder for one test; removed when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("zavesa-audit-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The log inside the folder, which nobody has created yet.
    var log: String { path + "/audit" }

    func read(_ name: String) throws -> [UInt8] { try Self.read("\(log)/\(name)") }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(log)/\(name)"))
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: log).sorted() }

    /// The lines of all segments in order.
    func lines() throws -> [[UInt8]] {
        try names().filter { $0.hasSuffix(".jsonl") }.flatMap { try Lines.split(read($0)) }
    }

    static func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

/// Lines of a segment.
enum Lines {
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }

    static func join(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }
}

/// A clock that moves only when told to.
final class ManualClock: Sendable {
    private let time: Mutex<Int64>

    /// Starts at 2026-11-23T00:00:00Z unless told otherwise.
    init(_ milliseconds: Int64 = 1_795_392_000_000) { time = Mutex(milliseconds) }

    func advance(by milliseconds: Int64) { time.withLock { $0 += milliseconds } }

    @Sendable func now() -> Timestamp { Timestamp(milliseconds: time.withLock { $0 }) }
}

enum Fixtures {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let digest = String(repeating: "ab", count: 32)
    static let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))

    static func catalogue() throws -> EventCatalogue {
        let file = root.appendingPathComponent("compliance/events.yaml")
        return try EventCatalogue(yaml: String(contentsOf: file, encoding: .utf8), file: "events.yaml")
    }

    static func node() throws -> AuditNode {
        AuditNode(release: "0.1.0", country: try country("RU"), configDigest: digest)
    }

    static func country(_ code: String) throws -> Jurisdiction {
        guard let country = Jurisdiction(code) else { throw CocoaError(.featureUnsupported) }
        return country
    }

    static func open(_ folder: TemporaryFolder, options: AuditLog.Options = .init()) async throws -> AuditLog {
        try await AuditLog.open(
            directory: folder.log, catalogue: catalogue(), key: key, node: node(), options: options)
    }

    /// A log that tells the time by a clock of the test's.
    static func open(_ folder: TemporaryFolder, clock: ManualClock) async throws -> AuditLog {
        var options = AuditLog.Options()
        options.clock = clock.now
        return try await open(folder, options: options)
    }

    /// A new request's identifier.
    static func request() -> RequestID {
        RequestID(rawValue: UUIDv7.make(at: Timestamp(milliseconds: 1_795_392_000_000)))
    }

    static func decided(_ request: RequestID = Fixtures.request(), limit: Int = 5) throws -> AuditEvent {
        var event = AuditEvent(code: .decided, outcome: .success, tenant: .default, request: request)
        event.caller = .local
        event.endpoint = "chat.completions"
        event.data = AuditEvent.Data(
            inputClass: .c2, residualClass: .c1, hasSecret: false,
            entities: [.person: 2, EntityType(rawValue: "PHONE"): 1],
            actions: ["tokenize": 3], bytesIn: 812)
        event.route = AuditEvent.Route(
            upstream: UpstreamID(rawValue: "demo"), country: try country("RU"), isCrossBorder: false,
            model: "gpt-4.1-2025-04-14", provider: "openai-compatible", hosting: .regional,
            recipient: try country("DE"),
            transfer: AuditEvent.Transfer(
                mechanism: .scc, notification: "N-1", assessment: "TIA-1", permit: "P-1", licence: "L-1",
                listVersion: "eu-2025", refusal: nil))
        event.policy = AuditEvent.PolicyReference(id: "default", digest: digest, rules: ["foreign.max_residual"])
        event.grant = AuditEvent.RestoreGrant(
            scope: Scope(kind: .conversation, tenant: .default, caller: .local, key: [UInt8](repeating: 3, count: 32)),
            purpose: "answer", limit: limit)
        event.detectorDigest = digest
        return event
    }

    static func closed(
        _ request: RequestID, _ code: AuditCode = .delivered, restored: Int = 3
    ) -> AuditEvent {
        let outcome: AuditEvent.Outcome = code == .delivered ? .success : .failure
        var event = AuditEvent(code: code, outcome: outcome, tenant: .default, request: request)
        event.caller = .local
        event.restoration = AuditEvent.Restoration()
        event.restoration?.restored = restored
        event.restoration?.bytesOut = 640
        return event
    }

    static func denied() -> AuditEvent {
        var event = AuditEvent(code: .denied, outcome: .denied, tenant: .default, request: request())
        event.reason = .noRoute
        return event
    }

    /// Writes requests, decided and delivered, one after the other.
    static func fill(_ log: AuditLog, requests: Int) async throws {
        for _ in 0..<requests {
            let request = request()
            _ = try await log.record(decided(request))
            _ = try await log.record(closed(request))
        }
    }
}
