// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Testing

@Suite struct OpenAIStreamTests {
    private let provider = OpenAIProvider()
    private static let head = #""id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m\/1""#

    static let chunks: [(String, [String], [Int])] = [
        (#"{"index":0,"delta":{"role":"assistant","content":""}}"#, ["0 content: "], []),
        (#"{"index":1,"delta":{"content":"При\u0432"}}"#, ["1 content: Прив"], []),
        (#"{"index":0,"delta":{"content":null,"refusal":"не могу"}}"#, ["0 refusal: не могу"], []),
        (
            #"{"index":0,"delta":{"reasoning_content":"а","reasoning":"б"}}"#,
            ["0 reasoning: а", #"0 field("reasoning"): б"#], []
        ),
        (#"{"index":0,"delta":{"thinking":"x"}}"#, [#"0 field("thinking"): x"#], []),
        (#"{"index":0,"delta":{"audio":{"id":"a_1","transcript":"слово"}}}"#, ["0 transcript: слово"], []),
        (#"{"index":0,"delta":{"function_call":{"name":"f","arguments":"{\"a"}}}"#, [#"0 functionArguments: {"a"#], []),
        (
            #"{"index":2,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""}},{"index":3,"function":{"arguments":"\"}"}}]}}"#,
            ["2 toolArguments(index: 0): ", #"2 toolArguments(index: 3): "}"#], []
        ),
        (
            #"{"index":0,"delta":{"tool_calls":[{"function":{"arguments":"a"}},{"custom":{"name":"g","input":"b"}}]}}"#,
            ["0 toolArguments(index: 0): a", "0 toolInput(index: 1): b"], []
        ),
        (
            #"{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{"content":"x"},"finish_reason":"length"}"#,
            ["1 content: x"], [0, 1]
        ),
        (#"{"index":0,"delta":{"content":"x"},"finish_reason":""}"#, ["0 content: x"], []),
        (#"{"index":0,"delta":null,"finish_reason":"stop"}"#, [], [0]),
        (#"{"delta":{"content":"a"}},{"delta":{"content":"b"}}"#, ["0 content: a", "1 content: b"], []),
    ]

    @Test("Pieces go to the lane of their choice, field and tool call", arguments: chunks)
    func lanes(choices: String, pieces: [String], ended: [Int]) throws {
        let delta = try delta("{\(Self.head),\"choices\":[\(choices)]}")
        #expect(delta.pieces.map { "\($0.lane.choice) \($0.lane.kind): \($0.slot.text.utf8.text)" } == pieces)
        #expect(delta.endedChoices == ended)
    }

    @Test("Names of tools that begin are told by lane, and their pieces carry them")
    func toolNames() throws {
        let delta = try delta(
            #"{"choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{"}},"#
                + #"{"index":1,"custom":{"name":"g","input":""}}],"function_call":{"name":"h"}}}]}"#)
        #expect(
            delta.toolNames == [
                Lane(choice: 1, kind: .toolArguments(index: 0)): "f", Lane(choice: 1, kind: .toolInput(index: 1)): "g",
                Lane(choice: 1, kind: .functionArguments): "h",
            ])
        #expect(delta.pieces.map(\.slot.origin) == [.toolArguments(name: "f"), .toolArguments(name: "g")])
        #expect(delta.pieces.map(\.lane.isJSON) == [true, false])
        #expect(
            delta.wholeTexts.map(\.summary) == ["identifier 1 name: f", "identifier 1 name: g", "identifier 1 name: h"])
    }

    @Test("Texts outside of the lanes come whole, log probabilities and obfuscation are taken out")
    func wholeTexts() throws {
        let delta = try delta(
            #"{\#(Self.head),"note":"n","obfuscation":"aB3","choices":[{"index":0,"delta":{"content":"x","new":{"t":"u"}},"#
                + #""logprobs":{"content":[{"token":"[PER"}]}}]}"#)
        #expect(delta.pieces.map(\.slot.text.utf8.text) == ["x"])
        #expect(delta.wholeTexts.map(\.text.utf8.text) == ["note", "n", "t", "u"])
        #expect(delta.removals.map(\.replacement.text) == ["\"\"", "null"])
    }

    @Test("The end mark, a failure and a chunk without texts are told apart")
    func otherEvents() throws {
        for data in ["[DONE]", "[DONE] "] {
            guard case .done = try parse(data) else {
                Issue.record("\(data) is the end")
                return
            }
        }
        for data in [#"{"error":{"message":"x"}}"#, #"{"choices":[],"error":"x"}"#] {
            guard case .failure = try parse(data) else {
                Issue.record("\(data) is a failure")
                return
            }
        }
        guard case .delta(let last) = try parse(#"{\#(Self.head),"choices":[],"usage":{"prompt_tokens":1234567}}"#)
        else {
            Issue.record("what it cost is counted")
            return
        }
        #expect(last.usage != nil && last.pieces.isEmpty && last.wholeTexts.isEmpty)
        for data in [
            #"{"choices":null}"#, "{}",
            #"{\#(Self.head),"error":null,"choices":[{"index":0,"delta":{"role":"assistant"},"logprobs":null}]}"#,
        ] {
            guard case .other = try parse(data) else {
                Issue.record("\(data) has nothing to rewrite")
                return
            }
        }
    }

    static let malformed: [(String, ProviderError.Code)] = [
        ("", .invalidBody), ("{", .invalidBody), ("[]", .invalidBody), ("DONE", .invalidBody),
        (#"{"choices":{}}"#, .invalidBody), (#"{"choices":[1]}"#, .invalidBody),
        (#"{"choices":[{"index":"0","delta":{}}]}"#, .invalidBody), (#"{"choices":[{"index":-1}]}"#, .invalidBody),
        (#"{"choices":[{"index":0.5}]}"#, .invalidBody), (#"{"choices":[{"index":128}]}"#, .limit),
        (#"{"choices":[{"index":99999999999999999999}]}"#, .invalidBody),
        (#"{"choices":[{"delta":{"tool_calls":{}}}]}"#, .invalidBody),
        (#"{"choices":[{"delta":{"tool_calls":[null]}}]}"#, .invalidBody),
        (#"{"choices":[{"delta":{"tool_calls":[{"index":64}]}}]}"#, .limit),
        (#"{"choices":[{"delta":{"content":"a","content":"b"}}]}"#, .invalidBody),
    ]

    @Test("An event that is not understood ends the stream", arguments: malformed)
    func refuses(data: String, code: ProviderError.Code) {
        do throws(ProviderError) {
            _ = try provider.parseStreamEvent(
                ServerSentEvent(name: nil, data: Array(data.utf8)), from: OpenAIProvider.chatCompletions)
            Issue.record("not refused")
        } catch {
            #expect(error.code == code)
        }
    }

    static let kinds: [Lane.Kind] = [
        .content, .reasoning, .refusal, .transcript, .functionArguments, .toolArguments(index: 3),
        .toolInput(index: 2), .field("thinking"), .field("a \"b\""),
    ]

    @Test("A continuation carries one lane's text and nothing that clients would add up twice", arguments: kinds)
    func continuation(kind: Lane.Kind) throws {
        let lane = Lane(choice: 2, kind: kind)
        let text = "Иван \"Ваня\"\n\\"
        let last = ServerSentEvent(
            name: nil,
            data: Array(
                #"{\#(Self.head),"system_fingerprint":"fp","choices":[{"index":2,"delta":{"role":"assistant"}}],"usage":null}"#
                    .utf8))
        let event = try #require(
            provider.continuation(
                of: lane, text: Array(text.utf8), like: last, sequence: nil, in: OpenAIProvider.chatCompletions))
        #expect(event.data.text.hasPrefix(#"{\#(Self.head),"system_fingerprint":"fp","choices":[{"index":2,"delta":{"#))
        #expect(event.data.text.hasSuffix(#"},"finish_reason":null}]}"#))
        for once in ["role", "\"id\":\"call", "\"name\"", "usage"] { #expect(!event.data.text.contains(once)) }
        guard case .delta(let delta) = try provider.parseStreamEvent(event, from: OpenAIProvider.chatCompletions) else {
            Issue.record("a continuation is a delta")
            return
        }
        #expect(delta.endedChoices.isEmpty)
        #expect(delta.pieces.map(\.slot.text.utf8.text) == [text])
        #expect(delta.pieces.map(\.lane) == [lane])
    }

    @Test("There is nothing to continue like an event that is no chunk")
    func nothingToContinue() {
        let done = ServerSentEvent(name: nil, data: Array("[DONE]".utf8))
        #expect(
            provider.continuation(
                of: Lane(choice: 0, kind: .content), text: [], like: done, sequence: nil,
                in: OpenAIProvider.chatCompletions) == nil)
    }

    @Test("A stream has at most 1,024 lanes, counted once each")
    func laneLimit() throws {
        var limits = LaneLimits()
        for _ in 0..<2 {
            for index in 0..<LaneLimits.total { try limits.admit(Lane(choice: index, kind: .content)) }
        }
        #expect(throws: ProviderError.self) { try limits.admit(Lane(choice: 0, kind: .reasoning)) }
    }

    private func parse(_ data: String) throws -> StreamEvent {
        try provider.parseStreamEvent(
            ServerSentEvent(name: nil, data: Array(data.utf8)), from: OpenAIProvider.chatCompletions)
    }

    private func delta(_ data: String) throws -> StreamDelta {
        guard case .delta(let delta) = try parse(data) else { throw NotADelta() }
        return delta
    }

    private struct NotADelta: Error {}
}
