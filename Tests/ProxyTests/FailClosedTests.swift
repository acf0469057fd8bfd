// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Audit
import Crypto
import Logging
import PrivacyCore
import Proxy
import Synchronization
import Testing
import Vault
import ZavesaApp
import ZavesaTesting

/// A sink that takes `budget` batches and then fails, as on a full disk.
private final class FillingSink: AuditSink {
    private let budget: Mutex<Int>

    init(budget: Int) {
        self.budget = Mutex(budget)
    }

    func append(_ lines: [[UInt8]]) throws(AuditError) {
        let isFull = budget.withLock { budget in
            budget -= 1
            return budget < 0
        }
        if isFull { throw AuditError(code: .unavailable) }
    }

    func beginSegmentIfDue(at milliseconds: Int64) throws(AuditError) -> Int? { nil }
}

/// A vault whose store does not answer.
private struct SilentVault: Vaulting {
    func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        throw VaultError(code: .unavailable)
    }

    func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        throw VaultError(code: .unavailable)
    }

    func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        throw VaultError(code: .unavailable)
    }
}

/// What protects does not work: nothing leaves (P4).
@Suite struct FailClosedTests {
    /// An answer of a gateway like `model`, but with other parts.
    private func answer(
        like model: Gateway, vault: (any Vaulting)? = nil, audit: (any AuditRecording)? = nil,
        scans: ScanExecutor? = nil, path: String = "/v1/chat/completions", _ body: String
    ) async throws -> HTTPAnswer {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let gateway = Gateway(
            providers: model.providers, vault: vault ?? model.vault, scopes: model.scopes,
            audit: audit ?? model.audit, scans: scans ?? model.scans, snapshot: model.snapshot, logger: logger)
        let port = Port()
        let server = GatewayServer(
            GatewayService(gateway, door: Door(.open, of: gateway), openAPI: [], bodyLimit: 1 << 25),
            on: ListenAddress(host: "127.0.0.1", port: 0), limits: ServerLimits(), logger: logger,
            onListening: { port.set($0) })
        return try await running(server) {
            await port.known.wait()
            return try await RawClient.connect(to: port.value) { try await $0.exchange(body, to: path) }
        }
    }

    private func log(batches: Int) async throws -> AuditLog {
        try await AuditLog.begin(
            in: FillingSink(budget: batches), catalogue: OfflineAudit.catalogue(in: testResources),
            key: SymmetricKey(size: .bits256),
            node: AuditNode(
                release: "test", country: #require(Jurisdiction("RU")),
                configDigest: String(repeating: "0", count: 64)))
    }

    /// A restored text is a reveal: it is on record before it goes out, or does not go out.
    @Test(arguments: ["tokenize", "restore", "detect"])
    func withoutARecordTheDirectAPISaysNothing(operation: String) async throws {
        try await TestGateway.run { gateway in
            let text = #"{"text":"o.kuznetsova@example.ru","conversation":"a"}"#
            let tokenized: Direct.Tokenized = try await gateway.ask(text, of: "/v1/privacy/tokenize")
            let token = try #require(tokenized.text)
            let body =
                operation == "detect"
                ? #"{"text":"o.kuznetsova@example.ru"}"# : #"{"text":"\#(token)","conversation":"a"}"#
            let answer = try await answer(
                like: gateway.gateway, audit: log(batches: 1), path: "/v1/privacy/\(operation)", body)
            #expect(answer.status == 503)
            #expect(try ErrorAnswer(answer).error.code == "protection_unavailable")
            #expect(Said.probe.leaks(in: answer.body).isEmpty)
        }
    }

    @Test func withoutAVaultTheDirectAPIHasNoTokens() async throws {
        try await TestGateway.run { gateway in
            for operation in ["tokenize", "restore"] {
                let answer = try await answer(
                    like: gateway.gateway, vault: SilentVault(), path: "/v1/privacy/\(operation)",
                    #"{"text":"o.kuznetsova@example.ru","conversation":"a"}"#)
                #expect(answer.status == 503)
            }
        }
    }

    @Test func withoutARecordNothingIsSent() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let log = try await log(batches: 1)
                let answer = try await answer(like: gateway.gateway, audit: log, Said.request())
                #expect(answer.status == 503)
                #expect(try ErrorAnswer(answer).error.code == "protection_unavailable")
                #expect(answer.headers["x-should-retry"] == "true")
                #expect(upstream.receivedBytes.isEmpty)
                #expect(!log.isHealthy)
            }
        }
    }

    @Test func aRefusalThatCannotBeRecordedIsAnsweredAsSuch() async throws {
        try await TestGateway.run { gateway in
            let answer = try await answer(like: gateway.gateway, audit: try await log(batches: 1), "{")
            #expect(answer.status == 503)
            #expect(try ErrorAnswer(answer).error.code == "protection_unavailable")
        }
    }

    @Test func withoutTheVaultNothingIsSent() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await answer(like: gateway.gateway, vault: SilentVault(), Said.request())
                #expect(answer.status == 503)
                #expect(try ErrorAnswer(answer).error.code == "protection_unavailable")
                #expect(upstream.receivedBytes.isEmpty)
            }
        }
    }

    @Test func aLargeBodyIsRefusedWhereTheQueueIsFull() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let scans = ScanExecutor(threads: 1, queueLimit: 0)
                let large = Said.request(String(repeating: "a b ", count: 20_000))
                let answer = try await answer(like: gateway.gateway, scans: scans, large)
                #expect(answer.status == 503)
                #expect(upstream.receivedBytes.isEmpty)
                let small = try await self.answer(like: gateway.gateway, scans: scans, Said.request())
                #expect(small.status == 200)
                await scans.shutdown()
            }
        }
    }
}
