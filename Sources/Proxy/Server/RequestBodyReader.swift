// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Reads a request's body whole, up to a limit.
///
/// What is over the limit is read and thrown away, because a client that is still sending does not read the answer; but
/// only up to eight times the limit, after which the connection ends.
struct RequestBodyReader {
    enum Outcome: Equatable {
        case whole([UInt8])
        /// Over the limit; the connection can go on.
        case tooLarge
        /// Far over the limit, or announced to be: the connection must end.
        case abandoned
        /// The connection ended within the body.
        case cut
    }

    let limit: Int
    let head: HTTPRequest

    /// A body that is not `isWanted` is read and thrown away, up to the limit.
    func read(
        _ parts: inout NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator, isWanted: Bool,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    ) async throws -> Outcome {
        if head.headerFields[.expect]?.lowercased() == "100-continue" {
            guard isWanted, (announced ?? 0) <= limit else { return .abandoned }
            try await outbound.write(.head(HTTPResponse(status: .continue)))
        }
        var bytes: [UInt8] = []
        if isWanted { bytes.reserveCapacity(min(announced ?? 0, limit)) }
        var count = 0
        while let part = try await parts.next(isolation: #isolation) {
            switch part {
            case .body(let buffer):
                count += buffer.readableBytes
                guard count <= (isWanted ? 8 : 1) * limit else { return .abandoned }
                if isWanted, count <= limit { bytes.append(contentsOf: buffer.readableBytesView) }
            case .end: return count <= limit ? .whole(bytes) : .tooLarge
            case .head: return .cut
            }
        }
        return .cut
    }

    private var announced: Int? { head.headerFields[.contentLength].flatMap { Int($0) } }
}
