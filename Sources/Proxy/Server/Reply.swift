// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes
package import NIOCore
import NIOHTTPTypes
package import PrivacyCore
package import Providers
import Synchronization

/// The way back to one caller: a whole answer, or a head and pieces. Each call is one write and one flush.
package final class Reply: Sendable {
    fileprivate enum State { case open, streaming, ended }

    package let request: RequestID
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    /// HEAD asks for the head alone.
    private let omitsBody: Bool
    /// Whether the connection ends with this answer.
    private let closes: Bool
    private let state = Mutex(State.open)
    private let written = Mutex((status: 0, bytes: 0))
    /// Fields of every answer that is not begun yet.
    private let notes = Mutex<HTTPFields>([:])

    init(
        to request: RequestID, through outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>, omitsBody: Bool,
        closes: Bool
    ) {
        self.request = request
        self.outbound = outbound
        self.omitsBody = omitsBody
        self.closes = closes
    }

    /// Whether the head has gone out.
    package var hasBegun: Bool { state.withLock { $0 != .open } }
    /// Whether the answer is complete, so that the connection can serve the next request.
    package var isComplete: Bool { state.withLock { $0 == .ended } }
    /// Body bytes handed to the connection.
    package var bytesOut: Int { written.withLock { $0.bytes } }
    /// The status that went out; 0 before.
    package var status: Int { written.withLock { $0.status } }

    /// A whole answer. Does nothing if one has begun.
    package func send(status: Int, contentType: String, headers: HTTPFields = [:], body: ByteBuffer) async throws {
        guard state.withLock({ $0.begin(.ended) }) else { return }
        written.withLock { $0.status = status }
        var fields = commonFields(contentType).merging(headers)
        fields[.contentLength] = String(body.readableBytes)
        let head = HTTPResponsePart.head(HTTPResponse(status: .init(code: status), headerFields: fields))
        if omitsBody || body.readableBytes == 0 {
            try await outbound.write(contentsOf: [head, .end(nil)])
        } else {
            try await outbound.write(contentsOf: [head, .body(body), .end(nil)])
            count(body.readableBytes)
        }
    }

    /// The head of a streamed answer (wire.md §5.3). Does nothing if an answer has begun.
    package func beginStream(_ framing: StreamFraming) async throws {
        guard state.withLock({ $0.begin(.streaming) }) else { return }
        written.withLock { $0.status = 200 }
        var fields = commonFields(framing.contentType)
        fields[.cacheControl] = "no-cache"
        fields[.accelBuffering] = "no"
        try await outbound.write(.head(HTTPResponse(status: .ok, headerFields: fields)))
    }

    /// One piece of a streamed answer.
    package func write(_ piece: ByteBuffer) async throws {
        try await outbound.write(.body(piece))
        count(piece.readableBytes)
    }

    /// The end of a streamed answer.
    package func endStream() async throws {
        let isStreaming = state.withLock { state in
            let isStreaming = state == .streaming
            state = .ended
            return isStreaming
        }
        if isStreaming { try await outbound.write(.end(nil)) }
    }

    /// Adds a field to the answer's head, whatever the answer will be, or with `nil` takes it away; after the head has gone
    /// out nothing happens.
    package func annotate(_ name: HTTPField.Name, _ value: String?) { notes.withLock { $0[name] = value } }

    private func count(_ bytes: Int) { written.withLock { $0.bytes += bytes } }

    private func commonFields(_ contentType: String) -> HTTPFields {
        var fields: HTTPFields = [
            .contentType: contentType, .requestID: request.rawValue,
            .anthropicRequestID: request.rawValue, .date: HTTPDate.now(),
        ]
        if closes { fields[.connection] = "close" }
        return fields.merging(notes.withLock { $0 })
    }
}

extension Reply.State {
    /// Moves from `open` to `next`; `false` if the answer has begun already.
    fileprivate mutating func begin(_ next: Self) -> Bool {
        guard self == .open else { return false }
        self = next
        return true
    }
}

extension HTTPFields {
    fileprivate func merging(_ others: HTTPFields) -> HTTPFields {
        var fields = self
        for field in others { fields[field.name] = field.value }
        return fields
    }
}
