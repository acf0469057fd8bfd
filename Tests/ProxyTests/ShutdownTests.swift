// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Logging
import NIOCore
import Providers
import Proxy
import ServiceLifecycle
import Testing
import ZavesaTesting

/// Says `a`, waits for a gate, says `b`.
private struct TwoPieces: HTTPService {
    let bodyLimit = 1_024
    let gate = Gate()

    func admit(_ head: HTTPRequest, from peer: Peer) async throws(GatewayError) {}

    func answer(_ ticket: Void, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        await lifetime.run {
            try? await reply.beginStream(.serverSentEvents)
            try? await reply.write(ByteBuffer(string: "a"))
            await gate.wait()
            try? await reply.write(ByteBuffer(string: "b"))
            try? await reply.endStream()
        }
    }

    func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async {}
}

@Suite struct ShutdownTests {
    /// Lends a client connected to a server, and what stops that; returns when the server has ended.
    private func serving(
        _ service: TwoPieces, limits: ServerLimits = ServerLimits(),
        _ body: @Sendable (inout RawClient, ServiceGroup, _ port: Int) async throws -> Void
    ) async throws {
        let port = Port()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = GatewayServer(
            service, on: ListenAddress(host: "127.0.0.1", port: 0), limits: limits, logger: logger,
            onListening: { port.set($0) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await port.known.wait()
            try await RawClient.connect(to: port.value) { client in try await body(&client, group, port.value) }
            try await tasks.waitForAll()
        }
    }

    @Test func aRunningStreamEndsInPeaceAndNothingNewIsTaken() async throws {
        let service = TwoPieces()
        try await serving(service) { client, group, port in
            try await client.post("{}", to: "/")
            #expect(try await client.read(until: "\r\na\r\n"))
            await group.triggerGracefulShutdown()
            await #expect(throws: (any Error).self) {
                while true { try await RawClient.connect(to: port) { _ in } }
            }
            service.gate.open()
            try await client.readToEnd()
            #expect(client.receivedText.hasSuffix("\r\nb\r\n0\r\n\r\n"))
        }
    }

    @Test func aRequestThatIsStillArrivingWhenTimeIsOverIsGivenUp() async throws {
        var limits = ServerLimits()
        limits.drain = .milliseconds(50)
        try await serving(TwoPieces(), limits: limits) { client, group, _ in
            try await client.send(
                "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 300\r\n\r\n")
            // Its head is read, and its body is waited for.
            #expect(try await client.read(until: "100 Continue\r\n\r\n"))
            await group.triggerGracefulShutdown()
            try await client.readToEnd()
        }
    }
}
