// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Testing

@Suite struct OpenAIResponseTests {
    private let provider = OpenAIProvider()

    @Test("Every text of an answer is found; arguments are followed, log probabilities taken out")
    func everyText() throws {
        let body = #"""
            {"id":"chatcmpl-1","object":"chat.completion","created":1790000000,"model":"m","system_fingerprint":"fp_1",
             "choices":[{"index":0,"finish_reason":"stop","logprobs":{"content":[{"token":"[PER","logprob":-0.1}]},
              "message":{"role":"assistant","content":"Привет","refusal":null,"reasoning_content":"думаю",
               "annotations":[{"type":"url_citation","url_citation":{"start_index":1000000,"end_index":2000000,
                 "title":"Т","url":"https://e.org"}}],
               "tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{\"a\":\"b\"}"}},
                {"id":"call_2","type":"custom","custom":{"name":"g","input":"свободно"}}]}}],
             "usage":{"prompt_tokens":1234567,"completion_tokens_details":{"reasoning_tokens":7654321}},"note":"new"}
            """#
        let parsed = try provider.parseResponse(Array(body.utf8), from: OpenAIProvider.chatCompletions)
        #expect(
            parsed.slots.map(\.summary) == [
                "free 1 content: Привет", "free 1 reasoning_content: думаю", "free 1 title: Т",
                "free 1 url: https://e.org", "identifier 1 name: f", "objectKey 2 arguments: a ⟨f⟩", "free 2 a: b ⟨f⟩",
                "identifier 1 name: g", "free 1 input: свободно ⟨g⟩", "objectKey 1 -: note", "free 1 note: new",
            ])
        let removed = JSONSplicer.apply(parsed.removals, to: parsed.body).text
        #expect(removed.contains(#""finish_reason":"stop","logprobs":null,"#))
        #expect(!removed.contains("[PER"))
    }

    @Test("An answer that is no JSON object is refused", arguments: ["", "<html>", "[]", #"{"a":1,"a":2}"#])
    func refuses(body: String) {
        #expect(throws: ProviderError.self) {
            try provider.parseResponse(Array(body.utf8), from: OpenAIProvider.chatCompletions)
        }
    }

    @Test("An upstream's error body is read like any other: its message is text")
    func upstreamError() throws {
        let body = #"{"error":{"message":"bad [PERSON_7K2M9QX4D]","code":null}}"#
        let parsed = try provider.parseResponse(Array(body.utf8), from: OpenAIProvider.chatCompletions)
        #expect(parsed.slots.map(\.summary) == ["free 1 message: bad [PERSON_7K2M9QX4D]"])
    }

    @Test("Our errors have the four members that clients read, whole and in a stream")
    func errors() throws {
        let error = ProviderErrorBody(
            message: "No lawful route.", type: "invalid_request_error", code: "residency_no_route")
        let expected =
            #"{"error":{"code":"residency_no_route","message":"No lawful route.","param":null,"type":"invalid_request_error"}}"#
        #expect(provider.errorBody(error).text == expected)
        #expect(provider.errorEvent(error).text == "data: \(expected)\n\n")
        var decoder = ServerSentEventDecoder()
        guard case .event(let event)? = try decoder.consume(provider.errorEvent(error)).first,
            case .failure = try provider.parseStreamEvent(event, from: OpenAIProvider.chatCompletions)
        else {
            Issue.record("an error event reads as a failure")
            return
        }
    }

    @Test("The list of models has the shape that clients read, and holds no text")
    func models() throws {
        let body = provider.modelList([
            ServedModel(id: "gpt-4.1", ownedBy: "demo"), ServedModel(id: "m/2", ownedBy: "ru"),
        ])
        #expect(
            body.text == #"{"data":[{"created":0,"id":"gpt-4.1","object":"model","owned_by":"demo"},"#
                + #"{"created":0,"id":"m/2","object":"model","owned_by":"ru"}],"object":"list"}"#)
        #expect(try provider.parseResponse(body, from: OpenAIProvider.models).slots.isEmpty)
    }
}
