// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads `text/event-stream` (WHATWG HTML §9.2.6) from bytes that arrive in any pieces.
///
/// Lines end with CR, LF or CRLF, also split between them; a byte order mark at the start is skipped; `data:` lines of
/// one event are joined by LF. Unlike a browser, `finish` hands out an event whose closing empty line is missing:
/// upstreams leave it out after their last event, and a text must not get lost.
package struct ServerSentEventDecoder: Sendable {
    /// Where the next byte stands.
    private enum State: Sendable {
        /// In the first three bytes, this many of a byte order mark seen. → `line`
        case mark(seen: Int)
        /// In a line. → `afterCarriageReturn`
        case line
        /// A line has ended with CR: an LF now belongs to it. → `line`
        case afterCarriageReturn
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The most bytes an event may have, its field names included.
    private let maxEventBytes: Int
    private var state = State.mark(seen: 0)
    private var line: [UInt8] = []
    private var name: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false

    package init(maxEventBytes: Int = 16 << 20) {
        self.maxEventBytes = maxEventBytes
    }

    /// Reads more bytes; returns what is complete. Throws `.limit` when an event is too long; the stream ends there.
    package mutating func consume(_ bytes: [UInt8]) throws(ProviderError) -> [ServerSentEventFrame] {
        var frames: [ServerSentEventFrame] = []
        var index = 0
        while index < bytes.count {
            switch state {
            case .mark(let seen): index += skipMark(bytes[index], seen: seen)
            case .afterCarriageReturn:
                if bytes[index] == 0x0A { index += 1 }
                state = .line
            case .line:
                let end = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
                line.append(contentsOf: bytes[index..<end])
                guard line.count + data.count <= maxEventBytes else {
                    throw ProviderError(code: .limit, expectation: "a stream event within the size limit")
                }
                index = end + 1
                guard end < bytes.count else { continue }
                endLine(&frames)
                if bytes[end] == 0x0D { state = .afterCarriageReturn }
            }
        }
        return frames
    }

    /// The stream has ended: returns what was not closed by an empty line.
    package mutating func finish() -> [ServerSentEventFrame] {
        var frames: [ServerSentEventFrame] = []
        if case .mark(let seen) = state { line.append(contentsOf: Self.byteOrderMark.prefix(seen)) }
        state = .line
        if !line.isEmpty { endLine(&frames) }
        dispatch(&frames)
        return frames
    }

    /// Looks for the byte order mark; returns how many bytes were used up.
    private mutating func skipMark(_ byte: UInt8, seen: Int) -> Int {
        guard byte == Self.byteOrderMark[seen] else {
            line.append(contentsOf: Self.byteOrderMark.prefix(seen))
            state = .line
            return 0
        }
        state = seen == 2 ? .line : .mark(seen: seen + 1)
        return 1
    }

    private mutating func endLine(_ frames: inout [ServerSentEventFrame]) {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else { return dispatch(&frames) }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if colon == 0 {
            frames.append(.comment(Array(value)))
            return
        }
        if value.first == 0x20 { value.removeFirst() }
        let field = line[..<colon]
        if field.elementsEqual("data".utf8) {
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        } else if field.elementsEqual("event".utf8) {
            name = Array(value)
        } else if field.elementsEqual("id".utf8) {
            if !value.contains(0) { frames.append(.identifier(Array(value))) }
        } else if field.elementsEqual("retry".utf8) {
            guard value.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return }
            if let milliseconds = Int(String(decoding: value, as: UTF8.self)) {
                frames.append(.retry(milliseconds: milliseconds))
            }
        }
    }

    /// An empty line: hands out the event, if it has data.
    private mutating func dispatch(_ frames: inout [ServerSentEventFrame]) {
        if hasData {
            let name = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
            frames.append(.event(ServerSentEvent(name: name, data: data)))
        }
        name = []
        data = []
        hasData = false
    }
}
