// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import Providers

/// Proves that an adapter keeps the contract of `ChatAdapter`.
///
/// A test gives the vendor's voice: how it says a text and calls of tools, whole and as a stream. `run` answers with
/// every promise that was broken.
package struct ChatAdapterConformance {
    /// What a vendor says, in its own wire format.
    package struct Voice: Sendable {
        /// A whole answer: its text, or calls by name and JSON object.
        package let whole: @Sendable (_ text: String, _ calls: [(name: String, arguments: String)]) -> [UInt8]
        /// The same as a stream, in pieces of a few characters; its last element ends it.
        package let stream: @Sendable (_ text: String, _ calls: [(name: String, arguments: String)]) -> [[UInt8]]

        package init(
            whole: @escaping @Sendable (String, [(name: String, arguments: String)]) -> [UInt8],
            stream: @escaping @Sendable (String, [(name: String, arguments: String)]) -> [[UInt8]]
        ) {
            self.whole = whole
            self.stream = stream
        }
    }

    private let adapter: any ChatAdapter
    private let voice: Voice
    private let head = AnswerHead(id: "chatcmpl-0192-abcdef012345", created: 7, model: "m", includesUsage: true)

    /// Text that breaks whatever is not exact: quotes, breaks, marks of direction, tokens, letters beside each other.
    package static let text = "«Да», сказала [PERSON_7K2M9QXDR].\n\"نعم\" \u{200F}\\u0041 [EMAIL_ABCDEFGHJ] 👩‍💻 е\u{301}"
    private static let arguments = #"{"note":"[PERSON_7K2M9QXDR] \"да\"\n","rate":1.50}"#

    package init(_ adapter: any ChatAdapter, voice: Voice) {
        self.adapter = adapter
        self.voice = voice
    }

    /// The promises that were broken; empty for an adapter that keeps the contract.
    package func run() -> [String] {
        var broken = requests() + parameters()
        for calls in [[], [(name: "save", arguments: Self.arguments)]] {
            let text = calls.isEmpty ? Self.text : ""
            broken += whole(text, calls) + streams(text, calls)
        }
        if (try? adapter.answer(Array(#"{"hello":"world"}"#.utf8), to: head)) != nil {
            broken.append("an answer of another shape is an error")
        }
        return broken
    }

    // MARK: - Requests

    private func requests() -> [String] {
        let request = JSONDraft.object([
            ("model", "m"), ("max_tokens", .integer(300)), ("temperature", .copy(Array("0.70".utf8))),
            (
                "messages",
                .array([
                    .object([("role", "system"), ("content", .text(Array(Self.text.utf8)))]),
                    .object([("role", "user"), ("content", .text(Array((Self.text + "!").utf8)))]),
                    .object([
                        ("role", "assistant"), ("content", .null),
                        (
                            "tool_calls",
                            .array([
                                .object([
                                    ("id", "call_a"), ("type", "function"),
                                    (
                                        "function",
                                        .object([
                                            ("name", "save"), ("arguments", .text(Array(Self.arguments.utf8))),
                                        ])
                                    ),
                                ])
                            ])
                        ),
                    ]),
                    .object([
                        ("role", "tool"), ("tool_call_id", "call_a"), ("content", #"{"done":"[PERSON_7K2M9QXDR]"}"#),
                    ]),
                ])
            ),
        ])
        guard let body = try? adapter.adapt(request.bytes()).body, let scan = try? JSONScan(body) else {
            return ["a request of messages, calls and results is carried"]
        }
        let strings = scan.nodes.indices.filter { scan.nodes[$0].kind == .string }.map { scan.decoded($0).utf8 }
        let numbers = scan.nodes.indices.filter { scan.nodes[$0].kind == .number }.map(scan.string)
        var broken: [String] = []
        for text in [Self.text, Self.text + "!", #"{"done":"[PERSON_7K2M9QXDR]"}"#, "[PERSON_7K2M9QXDR] \"да\"\n"]
        where !strings.contains(Array(text.utf8)) {
            broken.append("every text of a request is in the vendor's, byte for byte")
        }
        if !numbers.contains("0.70") || !numbers.contains("1.50") { broken.append("numbers keep their spelling") }
        return broken
    }

    private func parameters() -> [String] {
        var broken: [String] = []
        let passed = adapter.parameters.carried + adapter.parameters.dropped
        for name in ChatParameters.otherwiseRefused
        where !passed.contains(name) && code(of: name) != .unsupportedParameter {
            broken.append("\(name) is refused, because it is neither carried nor left out")
        }
        if code(of: "a_new_switch") != .unsupportedParameter { broken.append("an unknown parameter is refused") }
        for name in ChatParameters.alwaysDropped + adapter.parameters.dropped where code(of: name) != nil {
            broken.append("\(name) is left out")
        }
        return broken
    }

    /// What is thrown for a request with a parameter that is `[{}]`, which no parameter takes for nothing.
    private func code(of parameter: String) -> ProviderError.Code? {
        let request = JSONDraft.object([
            ("model", "m"), ("messages", .array([.object([("role", "user"), ("content", "Да")])])),
            (parameter, .array([.object([])])),
        ])
        do throws(ProviderError) {
            _ = try adapter.adapt(request.bytes())
            return nil
        } catch {
            return error.code
        }
    }

    // MARK: - Answers

    private func whole(_ text: String, _ calls: [(name: String, arguments: String)]) -> [String] {
        guard let body = try? adapter.answer(voice.whole(text, calls), to: head), let said = ReadCompletion(whole: body)
        else { return ["a whole answer becomes a chat completion"] }
        return said.says(text, calls) ? [] : ["a whole answer says what the vendor said, byte for byte"]
    }

    private func streams(_ text: String, _ calls: [(name: String, arguments: String)]) -> [String] {
        let pieces = voice.stream(text, calls)
        let bytes = pieces.flatMap { $0 }
        guard let expected = events([bytes[...]]), let said = ReadCompletion(chunks: expected) else {
            return ["a streamed answer becomes chunks of a chat completion, with one end and its mark"]
        }
        var broken: [String] = []
        if !said.says(text, calls) { broken.append("a stream says what the vendor said, byte for byte") }
        if calls.isEmpty, expected.count < pieces.count / 2 { broken.append("a stream stays one: event by event") }
        // Every cut between two bytes at once, then single ones: of a long stream some hundreds, because each reads all of it.
        let cuts = stride(from: 0, to: bytes.count, by: max(1, bytes.count / 256)).map {
            [bytes[..<$0], bytes[$0...]]
        }
        for cut in [bytes.indices.map { bytes[$0...$0] }] + cuts where events(cut) != expected {
            broken.append("a stream reads the same wherever the network cuts it")
            break
        }
        if events([pieces.dropLast().flatMap { $0 }[...]]) != nil { broken.append("half a stream is an error") }
        return broken
    }

    /// The data of every event; `nil` where the stream ends with an error.
    private func events(_ pieces: [ArraySlice<UInt8>]) -> [[UInt8]]? {
        var decoder = StreamDecoder(adapter.dialect.framing)
        var stream = adapter.stream(to: head)
        do {
            var events: [ServerSentEvent] = []
            var frames: [ServerSentEventFrame] = []
            for piece in pieces { frames += try decoder.consume(Array(piece)) }
            for frame in frames + decoder.finish() {
                if case .event(let event) = frame { events += try stream.consume(event) }
            }
            events += try stream.finish()
            return events.map(\.data)
        } catch {
            return nil
        }
    }
}
