// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// A real proxy on loopback that opens tunnels (CONNECT), and remembers what for.
///
/// It is lent in a closure: `try await TunnelProxy.run { proxy in … }`.
package final class TunnelProxy: Sendable {
    /// The port on 127.0.0.1.
    package let port: Int
    private let heads = Mutex<[String]>([])

    /// What was asked for: the first line of each request.
    package var requests: [String] { heads.withLock { $0 } }

    private init(port: Int) { self.port = port }

    /// Serves while `body` runs.
    package static func run<Result: Sendable>(_ body: (TunnelProxy) async throws -> Result) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0, childChannelInitializer: wrap)
        let proxy = TunnelProxy(port: server.channel.localAddress?.port ?? 0)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await proxy.accept(on: server) }
            defer { group.cancelAll() }
            return try await body(proxy)
        }
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    @Sendable private static func wrap(_ channel: any Channel) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
    }

    private func accept(on server: NIOAsyncChannel<Connection, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections { group.addTask { try? await self.serve(connection) } }
            }
        }
    }

    private func serve(_ connection: Connection) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var pieces = inbound.makeAsyncIterator()
            var head = ""
            while !head.hasSuffix("\r\n\r\n"), let piece = try await pieces.next() { head += String(buffer: piece) }
            let line = String(head.prefix { $0 != "\r\n" })
            heads.withLock { $0.append(line) }
            let target = line.split(separator: " ").dropFirst().first?.split(separator: ":") ?? []
            guard target.count == 2, let port = Int(target[1]) else { return }
            let far = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: String(target[0]), port: port, channelInitializer: Self.wrap)
            try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"))
            try await far.executeThenClose { answers, requests in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { for try await piece in answers { try await outbound.write(piece) } }
                    while let piece = try await pieces.next() { try await requests.write(piece) }
                    group.cancelAll()
                }
            }
        }
    }
}
