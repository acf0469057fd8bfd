// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// A client that writes bytes to a socket and reads what comes, with nothing in between.
///
/// Lent in a closure: `try await RawClient.connect(to: port) { client in … }`. The connection ends with the closure.
package struct RawClient: ~Copyable {
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    /// Everything that came so far.
    package private(set) var received: [UInt8] = []

    package static func connect<Result: Sendable>(
        to port: Int, _ body: (inout RawClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = RawClient(outbound: outbound, inbound: inbound.makeAsyncIterator())
            return try await body(&client)
        }
    }

    package var receivedText: String { String(decoding: received, as: UTF8.self) }

    package func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// A POST of JSON to a path, in one write.
    package func post(_ json: String, to path: String, headers: String = "") async throws {
        try await send(
            """
            POST \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\(headers)\
            content-length: \(json.utf8.count)\r\n\r\n\(json)
            """)
    }

    /// Reads until `text` has come; `false` if the connection ended without it.
    package mutating func read(until text: String) async throws -> Bool {
        let wanted = Array(text.utf8)
        while received.firstRange(of: wanted) == nil {
            guard try await readMore() else { return false }
        }
        return true
    }

    /// Reads what comes next; `false` when the connection has ended.
    package mutating func readMore() async throws -> Bool {
        guard let buffer = try await inbound.next(isolation: #isolation) else { return false }
        received += Array(buffer.readableBytesView)
        return true
    }

    /// Empties `received`.
    package mutating func forgetReceived() { received = [] }

    /// Reads until the server ends the connection.
    package mutating func readToEnd() async throws {
        while try await readMore() {}
    }

    private init(
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    ) {
        self.outbound = outbound
        self.inbound = inbound
    }
}
