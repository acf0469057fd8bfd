// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@Suite struct ServerSentEventTests {
    static let streams: [(String, [ServerSentEventFrame])] = [
        ("", []),
        ("data: {}\n\n", [event("{}")]),
        ("data:{}\n\n", [event("{}")]),
        ("data:  two spaces\n\n", [event(" two spaces")]),
        ("data: a\r\ndata: b\r\n\r\n", [event("a\nb")]),
        ("data: a\rdata: b\r\r", [event("a\nb")]),
        ("data: a\r\rdata: b\n\n", [event("a"), event("b")]),
        ("data: a\r\n\ndata: b\r\n\r\n", [event("a"), event("b")]),
        ("\n\n\ndata: a\n\n\n\n", [event("a")]),
        ("data\n\n", [event("")]),
        ("data:\ndata:\n\n", [event("\n")]),
        ("event: ping\n\ndata: x\n\n", [event("x")]),
        ("event: delta\ndata: x\n\ndata: y\n\n", [event("x", name: "delta"), event("y")]),
        ("event: a\nevent: b\ndata: x\n\n", [event("x", name: "b")]),
        (": keep-alive\n\ndata: x\n\n", [.comment(Array(" keep-alive".utf8)), event("x")]),
        ("data: a\n:in between\ndata: b\n\n", [.comment(Array("in between".utf8)), event("a\nb")]),
        (":\n", [.comment([])]),
        (
            "id: 7\nretry: 1500\ndata: x\n\n",
            [.identifier([UInt8(ascii: "7")]), .retry(milliseconds: 1500), event("x")]
        ),
        ("retry: soon\nretry: ١\nid: a\0b\nunknown: y\nwhatever\ndata: x\n\n", [event("x")]),
        ("\u{FEFF}data: x\n\n", [event("x")]),
        ("\u{FEFF}\u{FEFF}data: x\n\ndata: y\n\n", [event("y")]),
        ("data: \u{FEFF}x\n\n", [event("\u{FEFF}x")]),
        ("data: Иван محمد 😀\n\n", [event("Иван محمد 😀")]),
        ("data: a: b\n\n", [event("a: b")]),
        ("data: last, not closed", [event("last, not closed")]),
        ("data: last, line closed\n", [event("last, line closed")]),
        ("data: {\"a\":1}\r\n\r\ndata: [DONE]\r\n\r\n", [event("{\"a\":1}"), event("[DONE]")]),
    ]

    @Test("A stream is read as the standard says, whole", arguments: streams)
    func whole(text: String, expected: [ServerSentEventFrame]) throws {
        #expect(try read([Array(text.utf8)]) == expected)
    }

    @Test("Every split into two, and byte by byte, reads the same", arguments: streams)
    func everySplit(text: String, expected: [ServerSentEventFrame]) throws {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            #expect(try read([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected, "cut at \(cut)")
        }
        #expect(try read(bytes.map { [$0] }) == expected)
        #expect(try read(bytes.flatMap { byte -> [[UInt8]] in [[], [byte]] }) == expected)
    }

    @Test("All streams one after the other read the same in pieces of every size", arguments: 1...17)
    func piecesOfOneSize(size: Int) throws {
        let bytes = Self.streams.flatMap { stream -> [UInt8] in Array(stream.0.utf8) + [0x0A, 0x0A] }
        let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        #expect(try read(pieces) == read([bytes]))
    }

    @Test("A cut byte order mark is text again when it turns out to be none")
    func cutByteOrderMark() throws {
        #expect(try read([[0xEF, 0xBB]]) == [])
        let text: [UInt8] = [0xEF, 0xBB] + Array("data: x\n\ndata: y\n\n".utf8)
        #expect(try read([text]) == [Self.event("y")])
    }

    @Test("An event larger than the limit is refused, in one line or in many, and a later one is not reached")
    func limit() {
        for text in ["data: " + String(repeating: "x", count: 100), String(repeating: "data: xxxx\n", count: 20)] {
            var decoder = ServerSentEventDecoder(maxEventBytes: 64)
            #expect(throws: ProviderError.self) { try decoder.consume(Array(text.utf8)) }
        }
        var decoder = ServerSentEventDecoder(maxEventBytes: 64)
        #expect(throws: Never.self) {
            try decoder.consume(Array(String(repeating: "data: xxxx\n\n", count: 1000).utf8))
        }
    }

    @Test("An event is written in one canonical form")
    func canonical() {
        #expect(
            ServerSentEventEncoder.encode(ServerSentEvent(name: nil, data: Array("{}".utf8))).text == "data: {}\n\n")
        #expect(
            ServerSentEventEncoder.encode(ServerSentEvent(name: "delta", data: Array("a\nb".utf8))).text
                == "event: delta\ndata: a\ndata: b\n\n")
        #expect(
            ServerSentEventEncoder.encode(ServerSentEvent(name: "x\ndata: y", data: Array("a\r\nb\r".utf8))).text
                == "event: x data: y\ndata: a\ndata: b\ndata: \n\n")
        #expect(ServerSentEventEncoder.encode(comment: Array(" keep\nalive".utf8)).text == ": keep alive\n\n")
        #expect(ServerSentEventEncoder.encode(.retry(milliseconds: 3)) == nil)
    }

    @Test("What is written is read back", arguments: streams)
    func roundTrip(text: String, expected: [ServerSentEventFrame]) throws {
        let forwarded = expected.filter { ServerSentEventEncoder.encode($0) != nil }
        #expect(try read(forwarded.compactMap(ServerSentEventEncoder.encode)) == forwarded)
    }

    private func read(_ pieces: [[UInt8]]) throws -> [ServerSentEventFrame] {
        var decoder = ServerSentEventDecoder()
        var frames: [ServerSentEventFrame] = []
        for piece in pieces { frames += try decoder.consume(piece) }
        return frames + decoder.finish()
    }

    private static func event(_ data: String, name: String? = nil) -> ServerSentEventFrame {
        .event(ServerSentEvent(name: name, data: Array(data.utf8)))
    }
}

extension [UInt8] {
    /// The bytes as text, for comparing.
    var text: String { String(decoding: self, as: UTF8.self) }
}
