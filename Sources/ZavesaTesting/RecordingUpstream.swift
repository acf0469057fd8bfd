// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A real HTTP server on loopback that answers by script and keeps every byte it received.
///
/// It is lent in a closure: `try await RecordingUpstream.run(answering: …) { upstream in … }`.
package final class RecordingUpstream: Sendable {
    /// One thing the server does while it answers.
    package enum Step: Sendable {
        /// Writes these bytes in one piece.
        case bytes([UInt8])
        /// Waits until the gate is opened.
        case wait(Gate)
        /// Ends the connection.
        case close
    }

    package typealias Script = @Sendable (ReceivedRequest) -> [Step]

    private struct State {
        var bytes: [UInt8] = []
        var requests: [ReceivedRequest] = []
        var connections = 0
    }

    /// The port on 127.0.0.1.
    package let port: Int
    /// Opened when a connection on which a request came has ended.
    package let disconnected = Gate()
    private let script: Script
    private let state = Mutex(State())

    /// `http://127.0.0.1:PORT/v1`.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }
    /// Everything that came, heads and bodies, in the order of arrival.
    package var receivedBytes: [UInt8] { state.withLock { $0.bytes } }
    /// The requests that came whole.
    package var requests: [ReceivedRequest] { state.withLock { $0.requests } }

    /// How many connections were opened, whatever came on them.
    package var connections: Int { state.withLock { $0.connections } }

    /// Whether these bytes stand anywhere in what was received.
    package func received(_ text: String) -> Bool {
        receivedBytes.firstRange(of: Array(text.utf8)) != nil
    }

    /// Serves while `body` runs; with `TestCertificate` where `isEncrypted`.
    package static func run<Result: Sendable>(
        answering script: @escaping Script, isEncrypted: Bool = false,
        _ body: (RecordingUpstream) async throws -> Result
    ) async throws -> Result {
        let tls = isEncrypted ? try TestCertificate.serverContext() : nil
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let upstream = RecordingUpstream(port: server.channel.localAddress?.port ?? 0, script: script)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await upstream.accept(on: server) }
            defer { group.cancelAll() }
            return try await body(upstream)
        }
    }

    private init(port: Int, script: @escaping Script) {
        self.port = port
        self.script = script
    }

    private func accept(on server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    // A connection that breaks is what some scripts are about.
                    group.addTask { try? await self.serve(connection) }
                }
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        defer { disconnected.open() }
        state.withLock { $0.connections += 1 }
        try await connection.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                var parser = ReceivedRequest.Parser()
                for try await buffer in inbound {
                    let bytes = Array(buffer.readableBytesView)
                    state.withLock { $0.bytes += bytes }
                    for request in parser.consume(bytes) {
                        state.withLock { $0.requests.append(request) }
                        group.addTask { try await self.perform(self.script(request), outbound, connection.channel) }
                    }
                }
                group.cancelAll()
            }
        }
    }

    private func perform(
        _ steps: [Step], _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ channel: any Channel
    ) async throws {
        for step in steps {
            switch step {
            case .bytes(let bytes): try await outbound.write(ByteBuffer(bytes: bytes))
            case .wait(let gate): await gate.wait()
            case .close: try await channel.close()
            }
        }
    }
}
