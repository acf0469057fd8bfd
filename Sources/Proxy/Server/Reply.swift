// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes
package import NIOCore
import NIOHTTP1
package import PrivacyCore
package import Providers
import Synchronization

/// The way back to one caller: a whole answer, or a head and pieces. Each call but `beginStream` is one write.
package final class Reply: Sendable {
    fileprivate enum Progress { case open, streaming, ended }

    private struct State {
        var progress = Progress.open
        var status = 0
        var bytes = 0
        /// Fields of every answer that is not begun yet.
        var notes: HTTPFields = [:]
        var hasLeft = false
    }

    package let request = RequestID.generate()
    private let connection: CallerConnection
    private let watch: CallerWatch
    private let version: HTTPVersion
    /// HEAD asks for the head alone.
    private let omitsBody: Bool
    /// Whether the connection ends with this answer.
    private let closes: Bool
    /// Whether the caller has sent all of its request.
    private let isRead: Bool
    private let state = Mutex(State())

    init(
        through connection: CallerConnection, _ watch: CallerWatch, version: HTTPVersion, omitsBody: Bool, closes: Bool,
        isRead: Bool
    ) {
        self.connection = connection
        self.watch = watch
        self.version = version
        self.omitsBody = omitsBody
        self.closes = closes
        self.isRead = isRead
    }

    /// Whether the head has gone out.
    package var hasBegun: Bool { state.withLock { $0.progress != .open } }
    /// Whether the answer is complete, so that the connection can serve the next request.
    package var isComplete: Bool { state.withLock { $0.progress == .ended } }
    /// Body bytes handed to the connection.
    package var bytesOut: Int { state.withLock { $0.bytes } }
    /// The status that went out; 0 before.
    package var status: Int { state.withLock { $0.status } }

    /// A whole answer. Does nothing if one has begun.
    package func send(status: Int, contentType: String, headers: HTTPFields = [:], body: ByteBuffer) async throws {
        guard let notes = begin(.ended, status) else { return }
        var fields = commonFields(contentType)
        fields.replaceOrAdd(notes)
        fields.replaceOrAdd(headers)
        fields.add(name: "Content-Length", value: String(body.readableBytes))
        let hasBody = !omitsBody && body.readableBytes > 0
        try await connection.write(
            head: HTTPResponseHead(version: version, status: .init(statusCode: status), headers: fields),
            body: hasBody ? body : nil, ends: true)
        if hasBody { count(body.readableBytes) }
    }

    /// The head of a streamed answer (wire.md §5.3), which goes out with its first piece, or at `flush`. Does nothing if an
    /// answer has begun.
    package func beginStream(_ framing: StreamFraming) async throws {
        guard let notes = begin(.streaming, 200) else { return }
        var fields = commonFields(framing.contentType)
        fields.add(name: "Cache-Control", value: "no-cache")
        fields.add(name: HTTPField.Name.accelBuffering.rawName, value: "no")
        fields.replaceOrAdd(notes)
        try await connection.write(
            head: HTTPResponseHead(version: version, status: .ok, headers: fields), flushes: false)
    }

    /// What was begun goes out without waiting for more.
    package func flush() async throws {
        try checkStreaming()
        try await connection.write()
    }

    /// One piece of a streamed answer.
    package func write(_ piece: ByteBuffer) async throws {
        try checkStreaming()
        try await connection.write(body: piece)
        count(piece.readableBytes)
    }

    /// The end of a streamed answer.
    package func endStream() async throws {
        let isStreaming = state.withLock { state in
            let isStreaming = state.progress == .streaming
            state.progress = .ended
            return isStreaming
        }
        if isStreaming { try await connection.write(ends: true) }
    }

    /// Adds a field to the answer's head, whatever the answer will be, or with `nil` takes it away; after the head has gone
    /// out nothing happens.
    package func annotate(_ name: HTTPField.Name, _ value: String?) { state.withLock { $0.notes[name] = value } }

    /// What is left to do for this request does not concern its caller: the connection goes on to the next one, or ends.
    /// Only the first call counts.
    package func leave() {
        let (isFirst, isComplete) = state.withLock { state in
            defer { state.hasLeft = true }
            return (!state.hasLeft, state.progress == .ended)
        }
        guard isFirst else { return }
        watch.attend(nil)
        connection.answered(closes: closes || !isComplete, isRead: isRead)
    }

    /// What comes after the end would stand in the next answer.
    private func checkStreaming() throws {
        guard state.withLock({ $0.progress == .streaming }) else { throw ChannelError.outputClosed }
    }

    /// Moves on from an answer that has not begun, and gives its fields; `nil` where it has.
    private func begin(_ progress: Progress, _ status: Int) -> HTTPFields? {
        state.withLock { state in
            guard state.progress == .open else { return nil }
            state.progress = progress
            state.status = status
            return state.notes
        }
    }

    private func count(_ bytes: Int) { state.withLock { $0.bytes += bytes } }

    private func commonFields(_ contentType: String) -> HTTPHeaders {
        let id = request.rawValue
        var fields: HTTPHeaders = [
            "Content-Type": contentType, HTTPField.Name.requestID.rawName: id,
            HTTPField.Name.anthropicRequestID.rawName: id, "Date": HTTPDate.now(),
        ]
        if closes { fields.add(name: "Connection", value: "close") }
        return fields
    }
}

extension HTTPHeaders {
    /// Each field in place of those of its name.
    fileprivate mutating func replaceOrAdd(_ fields: HTTPFields) {
        for field in fields { replaceOrAdd(name: field.name.rawName, value: field.value) }
    }
}
