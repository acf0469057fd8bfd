// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import Policy
import Providers

/// Moving bytes: each piece that moves starts the idle clock again.
extension RequestPipeline {
    /// The largest whole answer that is taken from an upstream, in bytes.
    static let answerLimit = 64 * 1_024 * 1_024

    /// The next piece of an answer; `nil` at its end.
    func pull(_ next: UpstreamBody.Next) async throws(GatewayError) -> ByteBuffer? {
        do throws(UpstreamError) {
            let piece = try await next()
            lifetime.touch()
            return piece
        } catch {
            throw GatewayError(error, isBeforeAnswer: false)
        }
    }

    /// A whole answer; `nil` where it is longer than `answerLimit`.
    func collect(_ body: UpstreamBody) async throws(GatewayError) -> [UInt8]? {
        var bytes: [UInt8] = []
        let next = body.pieces()
        while let piece = try await pull(next) {
            bytes.append(contentsOf: piece.readableBytesView)
            guard bytes.count <= Self.answerLimit else { return nil }
        }
        return bytes
    }

    /// Reads what follows the end mark, for a moment, so that the connection can be used again.
    func drain(_ next: UpstreamBody.Next) async {
        lifetime.limit(idle: .milliseconds(250), total: .milliseconds(500))
        while let piece = try? await next(), piece.readableBytes > 0 {}
    }

    /// Gives a whole answer to the caller.
    func send(_ status: Int, _ body: [UInt8], headers: HTTPFields = [:]) async throws(GatewayError) {
        try await attempt {
            try await reply.send(
                status: status, contentType: "application/json", headers: headers, body: ByteBuffer(bytes: body))
        }
        lifetime.answered()
    }

    /// Ends a streamed answer.
    func endStream() async throws(GatewayError) {
        try await attempt { try await reply.endStream() }
        lifetime.answered()
    }

    /// A piece of a streamed answer, filled up where policy wants sizes to say nothing.
    func filled(_ piece: [UInt8]) -> [UInt8] {
        switch snapshot.policy.padding {
        case .none: piece
        case .blocks: call.endpoint.dialect.framing.padded(piece, to: AnswerPadding.block)
        }
    }

    /// A whole answer, which is JSON: white space after it means nothing.
    func filledWhole(_ body: [UInt8]) -> [UInt8] {
        switch snapshot.policy.padding {
        case .none: body
        case .blocks: body + repeatElement(0x20, count: -body.count & (AnswerPadding.block - 1))
        }
    }

    /// Writes to the caller: what fails there means that the caller is gone.
    func attempt(_ body: () async throws -> Void) async throws(GatewayError) {
        do {
            try await body()
            lifetime.touch()
        } catch {
            throw GatewayError(.callerGone)
        }
    }
}
