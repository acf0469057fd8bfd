// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@Suite struct AnthropicAnswerTests {
    private let provider = AnthropicProvider()

    @Test("A whole answer gives its texts, and leaves numbers of the API alone")
    func whole() throws {
        let body = #"""
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[
             {"type":"thinking","thinking":"Hm.","signature":"EqoB"},{"type":"text","text":"Да","citations":[
              {"type":"char_location","cited_text":"Иван","document_index":0,"document_title":"Счёт",
               "start_char_index":1234567,"end_char_index":1234570}]},
             {"type":"tool_use","id":"toolu_1","name":"find","input":{"q":"Иван"}}],
             "stop_reason":"stop_sequence","stop_sequence":"Иван:","usage":{"input_tokens":1234567}}
            """#
        let parsed = try provider.parseResponse(Array(body.utf8), from: AnthropicProvider.messages)
        #expect(
            parsed.slots.map(\.summary) == [
                "free 1 thinking: Hm.", "free 1 text: Да", "free 1 cited_text: Иван", "free 1 document_title: Счёт",
                "identifier 1 name: find", "objectKey 1 input: q ⟨find⟩", "free 1 q: Иван ⟨find⟩",
                "free 1 stop_sequence: Иван:",
            ])
        #expect(parsed.signed.map(\.slot) == [0])
        let counted = try provider.parseResponse(
            Array(#"{"input_tokens":1234567}"#.utf8), from: AnthropicProvider.countTokens)
        #expect(counted.slots.isEmpty)
    }

    @Test("Each event says which lane it continues, what ends and what is signed")
    func events() throws {
        let thinking = try delta(#""content_block_delta","index":3,"delta":{"type":"thinking_delta","thinking":"Hm"}"#)
        #expect(thinking.pieces.map(\.lane) == [Lane(choice: 3, kind: .thinking)])
        let text = try delta(#""content_block_delta","index":1,"delta":{"type":"text_delta","text":"Да"}"#)
        #expect(text.pieces.map(\.lane) == [Lane(choice: 1, kind: .content)])
        let input = try delta(
            #""content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{"}"#)
        #expect(input.pieces.map(\.lane) == [Lane(choice: 2, kind: .toolArguments(index: 0))])
        let started = try delta(
            #""content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"find","input":{}}"#)
        #expect(started.toolNames == [Lane(choice: 2, kind: .toolArguments(index: 0)): "find"])
        #expect(try delta(#""content_block_stop","index":2"#).endedChoices == [2])
        let signed = try delta(
            #""content_block_delta","index":3,"delta":{"type":"signature_delta","signature":"EqoB+/="}"#)
        #expect(signed.signature?.lane == Lane(choice: 3, kind: .thinking) && signed.pieces.isEmpty)
        let ended = try delta(#""message_delta","delta":{"stop_reason":"x","stop_sequence":"Иван:"},"usage":{"n":1}"#)
        #expect(ended.wholeTexts.map(\.summary) == ["free 1 stop_sequence: Иван:"])
        for (event, isExpected) in [
            (#""ping""#, { if case .other = $0 { true } else { false } }),
            (#""message_stop""#, { if case .done = $0 { true } else { false } }),
            (#""error","error":{"type":"overloaded_error"}"#, { if case .failure = $0 { true } else { false } }),
        ] as [(String, (StreamEvent) -> Bool)] {
            #expect(isExpected(try parse(event)), "\(event)")
        }
    }

    @Test("An event without a type, or of a block without an index, is refused; so is an index beyond the limit")
    func malformed() {
        for event in [
            #""content_block_delta","delta":{"type":"text_delta","text":"x"}"#, #""content_block_stop","index":-1"#,
            #""content_block_stop","index":1.5"#, #""content_block_stop","index":1024"#, "1",
        ] {
            #expect(throws: ProviderError.self, "\(event)") { try parse(event) }
        }
    }

    @Test("What is left of a lane is a delta with a name, which the SDK needs")
    func continuation() throws {
        let event = ServerSentEvent(name: nil, data: [])
        let written = try [Lane.Kind.content, .thinking, .toolArguments(index: 0)].map { kind in
            try #require(
                provider.continuation(
                    of: Lane(choice: 4, kind: kind), text: Array("\"".utf8), like: event, sequence: nil,
                    in: AnthropicProvider.messages))
        }
        #expect(written.allSatisfy { $0.name == "content_block_delta" })
        #expect(
            written.map(\.data.text) == [
                #"{"delta":{"text":"\"","type":"text_delta"},"index":4,"type":"content_block_delta"}"#,
                #"{"delta":{"thinking":"\"","type":"thinking_delta"},"index":4,"type":"content_block_delta"}"#,
                #"{"delta":{"partial_json":"\"","type":"input_json_delta"},"index":4,"type":"content_block_delta"}"#,
            ])
    }

    @Test("Our errors have the vendor's shape, and its word for each status")
    func errors() throws {
        let error = ProviderErrorBody(
            message: "No.", type: "x", code: "residency_no_route", status: 403, request: "r-1")
        let expected =
            #"{"error":{"details":{"error_code":"residency_no_route"},"message":"No.","type":"permission_error"},"#
            + #""request_id":"r-1","type":"error"}"#
        #expect(provider.errorBody(error).text == expected)
        #expect(provider.errorEvent(error).text == "event: error\ndata: \(expected)\n\n")
        for (status, type) in [
            (400, "invalid_request_error"), (401, "authentication_error"), (404, "not_found_error"),
            (413, "request_too_large"), (422, "invalid_request_error"), (500, "api_error"), (503, "api_error"),
        ] {
            let error = ProviderErrorBody(message: "No.", type: "x", code: "c", status: status)
            #expect(provider.errorBody(error).text.contains(#""type":"\#(type)""#))
        }
    }

    @Test("The list of models is one page")
    func models() {
        let list = provider.modelList([ServedModel(id: "claude-x", ownedBy: "main")]).text
        #expect(list.contains(#""display_name":"claude-x""#) && list.contains(#""has_more":false"#))
        #expect(list.contains(#""first_id":"claude-x""#) && list.contains(#""last_id":"claude-x""#))
    }

    private func delta(_ event: String) throws -> StreamDelta {
        guard case .delta(let delta) = try parse(event) else {
            Issue.record("\(event) is a delta")
            return StreamDelta(pieces: [])
        }
        return delta
    }

    private func parse(_ event: String) throws -> StreamEvent {
        let data = Array(#"{"type":\#(event)}"#.utf8)
        return try provider.parseStreamEvent(ServerSentEvent(name: "x", data: data), from: AnthropicProvider.messages)
    }
}
