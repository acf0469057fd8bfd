// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Logging
import NIOCore
import Proxy
import Synchronization
import Testing
import ZavesaTesting

/// Answers every POST with its body, `/wait` never, `/leave` before it is done, and says no to everything else.
private final class EchoService: HTTPService {
    let bodyLimit = 1_024
    let started = Gate()
    let ended = Gate()
    /// What `/leave` waits for after it has answered.
    let rest = Gate()
    let seenEnd = Mutex<RequestLifetime.End?>(nil)

    func admit(_ head: HTTPRequest, from peer: Peer) async throws(GatewayError) -> String {
        guard head.method == .post else { throw GatewayError(.methodNotAllowed) }
        return head.path ?? ""
    }

    func answer(_ path: String, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        await lifetime.run {
            if path == "/wait" {
                self.started.open()
                await Gate().wait()
                return
            }
            try? await reply.send(status: 200, contentType: "text/plain", body: ByteBuffer(bytes: body))
        }
        if path == "/leave" {
            reply.leave()
            await rest.wait()
        }
        seenEnd.withLock { $0 = lifetime.end }
        ended.open()
    }

    func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async {
        try? await reply.send(
            status: error.status, contentType: "text/plain", body: ByteBuffer(string: error.code.rawValue))
    }
}

@Suite struct ServerTests {
    /// Lends the port of a server that runs the echo service.
    private func listening<Result: Sendable>(
        _ service: EchoService, limits: ServerLimits = ServerLimits(), _ body: (Int) async throws -> Result
    ) async throws -> Result {
        let port = Port()
        let server = GatewayServer(
            service, on: ListenAddress(host: "127.0.0.1", port: 0), limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: { port.set($0) })
        return try await running(server) {
            await port.known.wait()
            return try await body(port.value)
        }
    }

    /// Lends a client connected to such a server.
    private func serving<Result: Sendable>(
        _ service: EchoService = EchoService(), limits: ServerLimits = ServerLimits(),
        _ body: (inout RawClient) async throws -> Result
    ) async throws -> Result {
        try await listening(service, limits: limits) { try await RawClient.connect(to: $0, body) }
    }

    @Test func oneConnectionServesManyRequests() async throws {
        try await serving { client in
            try await client.post("first", to: "/")
            #expect(try await client.read(until: "\r\n\r\nfirst"))
            try await client.post("second", to: "/")
            #expect(try await client.read(until: "\r\n\r\nsecond"))
        }
    }

    @Test func everyAnswerHasAnIDAndADate() async throws {
        try await serving { client in
            try await client.post("x", to: "/")
            #expect(try await client.read(until: "\r\n\r\nx"))
            let head = client.receivedText.lowercased()
            #expect(head.contains("\r\nx-request-id: "))
            #expect(head.contains("\r\ndate: "))
            #expect(head.contains("\r\ncontent-length: 1\r\n"))
        }
    }

    @Test func requestsInOneWriteAreAnsweredInOrder() async throws {
        try await serving { client in
            let one = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n"
            // Not hexadecimal, as ids in the heads are.
            try await client.send(one + "pqr" + one + "xyz")
            #expect(try await client.read(until: "xyz"))
            let text = client.receivedText
            let first = try #require(text.firstRange(of: "pqr"))
            let second = try #require(text.firstRange(of: "xyz"))
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    @Test func aBodyOverTheLimitIsReadAndRefused() async throws {
        try await serving { client in
            try await client.post(String(repeating: "x", count: 5_000), to: "/")
            #expect(try await client.read(until: "body_too_large"))
            #expect(client.receivedText.hasPrefix("HTTP/1.1 413 "))
            try await client.post("still here", to: "/")
            #expect(try await client.read(until: "still here"))
        }
    }

    @Test func aBodyFarOverTheLimitEndsTheConnection() async throws {
        try await serving { client in
            try await client.post(String(repeating: "x", count: 20_000), to: "/")
            try await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 413 "))
            #expect(client.receivedText.lowercased().contains("connection: close"))
        }
    }

    @Test func anExpectationIsMetBeforeTheBodyIsSent() async throws {
        try await serving { client in
            try await client.send(
                "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n")
            #expect(try await client.read(until: "HTTP/1.1 100 Continue\r\n\r\n"))
            try await client.send("abc")
            #expect(try await client.read(until: "\r\n\r\nabc"))
        }
    }

    @Test func anExpectationThatCannotBeMetIsRefusedAtOnce() async throws {
        try await serving { client in
            try await client.send(
                "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 300000\r\n\r\n")
            try await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func aWrongMethodIsRefusedAndTheConnectionGoesOn() async throws {
        try await serving { client in
            try await client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            #expect(try await client.read(until: "method_not_allowed"))
            #expect(client.receivedText.hasPrefix("HTTP/1.1 405 "))
            try await client.post("on", to: "/")
            #expect(try await client.read(until: "\r\n\r\non"))
        }
    }

    @Test func whatIsNotHTTPIsAnsweredAndEnds() async throws {
        try await serving { client in
            try await client.send("\u{1}\u{2} nonsense\r\n\r\n")
            try await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func headersOverTheLimitEndTheConnection() async throws {
        try await serving { client in
            let header = "x-long: \(String(repeating: "x", count: 70_000))\r\n"
            // The server may end the connection before everything is written.
            try? await client.send("POST / HTTP/1.1\r\nhost: a\r\n\(header)content-length: 0\r\n\r\n")
            try? await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func aRequestThatTricklesInForTooLongEndsItsConnection() async throws {
        var limits = ServerLimits()
        limits.arrival = .milliseconds(40)
        try await serving(limits: limits) { client in
            try await client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 300\r\n\r\nab")
            try await client.readToEnd()
            #expect(client.received.isEmpty)
        }
    }

    @Test func aConnectionOnWhichNothingComesIsClosed() async throws {
        var limits = ServerLimits()
        limits.idle = .milliseconds(40)
        try await serving(limits: limits) { client in
            try await client.readToEnd()
            #expect(client.received.isEmpty)
        }
    }

    @Test func aCallerThatLeavesEndsItsRequestAtOnce() async throws {
        let service = EchoService()
        try await listening(service) { port in
            try await RawClient.connect(to: port) { client in
                try await client.post("{}", to: "/wait")
                await service.started.wait()
            }
            await service.ended.wait()
            #expect(service.seenEnd.withLock { $0 } == .callerGone)
        }
    }

    @Test func theNextRequestIsTakenWhileTheLastOneIsBeingFinished() async throws {
        let service = EchoService()
        try await serving(service) { client in
            try await client.post("first", to: "/leave")
            #expect(try await client.read(until: "\r\n\r\nfirst"))
            try await client.post("second", to: "/")
            #expect(try await client.read(until: "\r\n\r\nsecond"))
            #expect(!service.rest.isOpen)
            service.rest.open()
        }
    }

    @Test func aStoppedServerWaitsForWhatIsLeftOfARequest() async throws {
        let service = EchoService()
        let (isAnswered, isOver) = (Gate(), Gate())
        async let stopped: Void = {
            try await serving(service) { client in
                try await client.post("first", to: "/leave")
                #expect(try await client.read(until: "\r\n\r\nfirst"))
                isAnswered.open()
            }
            isOver.open()
        }()
        await isAnswered.wait()
        try await Task.sleep(for: .milliseconds(100))
        #expect(!isOver.isOpen)
        service.rest.open()
        try await stopped
    }

    @Test func aCallerOfTheOldVersionIsAnsweredInItAndTheConnectionEnds() async throws {
        try await serving { client in
            try await client.send("POST / HTTP/1.0\r\ncontent-length: 3\r\n\r\nabc")
            try await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.0 200 "))
            #expect(client.receivedText.hasSuffix("\r\n\r\nabc"))
        }
    }

    @Test func aCallerThatWouldRatherSpeakAnotherProtocolIsAnsweredAndTheConnectionEnds() async throws {
        try await serving { client in
            try await client.post(
                "abc", to: "/", headers: "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: \r\n")
            try await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 200 "))
            #expect(client.receivedText.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    @Test func whatComesAfterAWishForATunnelIsNotKept() async throws {
        try await serving { client in
            try await client.send("CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n")
            try? await client.send(String(repeating: "x", count: 300_000))
            try? await client.readToEnd()
            #expect(client.receivedText.hasPrefix("HTTP/1.1 405 "))
            #expect(client.receivedText.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    @Test func anAddressInFullIsTheSamePath() async throws {
        let service = EchoService()
        try await serving(service) { client in
            try await client.post("{}", to: "http://127.0.0.1:80/wait")
            await service.started.wait()
        }
    }

    @Test func connectionsOverTheLimitWaitUntilOneHasEnded() async throws {
        var limits = ServerLimits()
        limits.connections = 1
        let isServed = Gate()
        try await listening(EchoService(), limits: limits) { port in
            let waiting = try await RawClient.connect(to: port) { first in
                try await first.post("first", to: "/")
                #expect(try await first.read(until: "\r\n\r\nfirst"))
                let waiting = Task {
                    try await RawClient.connect(to: port) { second in
                        try await second.post("second", to: "/")
                        #expect(try await second.read(until: "\r\n\r\nsecond"))
                    }
                    isServed.open()
                }
                for number in 0..<50 {
                    try await first.post("again\(number).", to: "/")
                    #expect(try await first.read(until: "again\(number)."))
                }
                #expect(!isServed.isOpen)
                return waiting
            }
            try await waiting.value
            #expect(isServed.isOpen)
        }
    }
}
