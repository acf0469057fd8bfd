// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How the events of a stream are told apart on the wire.
package enum StreamFraming: Sendable {
    /// `text/event-stream`.
    case serverSentEvents
    /// One JSON object a line.
    case lines

    /// The media type of such a stream, by which an answer is known to be one.
    package var mediaType: String {
        switch self {
        case .serverSentEvents: "text/event-stream"
        case .lines: "application/x-ndjson"
        }
    }

    /// The `content-type` of such an answer of ours.
    package var contentType: String {
        switch self {
        case .serverSentEvents: "text/event-stream; charset=utf-8"
        case .lines: "application/x-ndjson"
        }
    }

    /// Bytes that say the same, as long as a multiple of `block`: who sees only sizes learns little of what stands
    /// within. Server-sent events get a comment before them, lines white space: clients read over both.
    package func padded(_ bytes: [UInt8], to block: Int) -> [UInt8] {
        let (mark, end): ([UInt8], [UInt8]) =
            switch self {
            case .serverSentEvents: ([UInt8(ascii: ":")], [0x0A, 0x0A])
            case .lines: ([], [])
            }
        let least = bytes.count + mark.count + end.count
        let spaces = [UInt8](repeating: 0x20, count: (block - least % block) % block)
        return mark + spaces + end + bytes
    }

    /// An event with what closes it.
    package func encode(_ event: ServerSentEvent) -> [UInt8] {
        switch self {
        case .serverSentEvents: ServerSentEventEncoder.encode(event)
        case .lines: event.data + [0x0A]
        }
    }

    /// Any frame that is forwarded: `nil` for those that concern only the connection they came on.
    package func encode(_ frame: ServerSentEventFrame) -> [UInt8]? {
        switch (self, frame) {
        case (_, .event(let event)): encode(event)
        case (.serverSentEvents, _): ServerSentEventEncoder.encode(frame)
        case (.lines, _): nil
        }
    }
}

/// Reads the events of a stream from bytes that arrive in any pieces.
package enum StreamDecoder: Sendable {
    case serverSentEvents(ServerSentEventDecoder)
    case lines(LineDecoder)

    package init(_ framing: StreamFraming) {
        switch framing {
        case .serverSentEvents: self = .serverSentEvents(ServerSentEventDecoder())
        case .lines: self = .lines(LineDecoder())
        }
    }

    /// Reads more bytes; returns what is complete. Throws `.limit` when an event is too long; the stream ends there.
    package mutating func consume(_ bytes: [UInt8]) throws(ProviderError) -> [ServerSentEventFrame] {
        // Taken out while it works, so that what it holds is not copied.
        switch self {
        case .serverSentEvents(var decoder):
            self = .lines(LineDecoder())
            defer { self = .serverSentEvents(decoder) }
            return try decoder.consume(bytes)
        case .lines(var decoder):
            self = .lines(LineDecoder())
            defer { self = .lines(decoder) }
            return try decoder.consume(bytes)
        }
    }

    /// The stream has ended: returns what was not closed.
    package mutating func finish() -> [ServerSentEventFrame] {
        switch self {
        case .serverSentEvents(var decoder): decoder.finish()
        case .lines(var decoder): decoder.finish()
        }
    }
}
