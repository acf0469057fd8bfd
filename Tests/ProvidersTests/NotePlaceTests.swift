// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Testing

/// A note to the model stands where each endpoint has its instructions, and changes nothing else.
@Suite struct NotePlaceTests {
    private static let note = "Note «1»"

    private func noted(_ body: String, _ provider: some Provider, _ endpoint: Endpoint) throws -> String? {
        let parsed = try provider.parseRequest(Array(body.utf8), to: endpoint)
        guard let place = parsed.notePlace else { return nil }
        let result = JSONSplicer.apply([place.edit(Self.note)], to: parsed.body)
        // What comes of it is a request of the same endpoint, with one text more or a longer one.
        _ = try provider.parseRequest(result, to: endpoint)
        return String(decoding: result, as: UTF8.self)
    }

    @Test(arguments: [
        (
            #"{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"a"}]}"#,
            #"{"messages":[{"role":"system","content":"Note «1»\n\nBe brief."},{"role":"user","content":"a"}]}"#
        ),
        (
            #"{"messages":[{"role":"developer","content":[{"type":"text","text":"x"} ]}]}"#,
            #"{"messages":[{"role":"developer","content":[{"type":"text","text":"x"} ,{"type":"text","text":"Note «1»"}]}]}"#
        ),
        (
            #"{"messages": [ {"role":"user","content":"a"}]}"#,
            #"{"messages": [{"role":"system","content":"Note «1»"}, {"role":"user","content":"a"}]}"#
        ),
        (
            #"{"messages":[{"role":"system","content":""},{"role":"user","content":"a"}]}"#,
            #"{"messages":[{"role":"system","content":"Note «1»\n\n"},{"role":"user","content":"a"}]}"#
        ),
    ])
    func chat(body: String, expected: String) throws {
        #expect(try noted(body, OpenAIProvider(), OpenAIProvider.chatCompletions) == expected)
        #expect(try noted(body, OllamaProvider(), OllamaProvider.chat) == expected)
    }

    @Test(arguments: [
        (#"{"input":"a","instructions":"Be brief."}"#, #"{"input":"a","instructions":"Note «1»\n\nBe brief."}"#),
        (#"{"input":"a"}"#, #"{"instructions":"Note «1»","input":"a"}"#),
        (#"{"instructions":null,"input":"a"}"#, #"{"instructions":"Note «1»","input":"a"}"#),
    ])
    func responses(body: String, expected: String) throws {
        #expect(try noted(body, OpenAIProvider(), OpenAIProvider.responses) == expected)
    }

    @Test(arguments: [
        (
            #"{"system":"Be brief.","messages":[{"role":"user","content":"a"}]}"#,
            #"{"system":"Note «1»\n\nBe brief.","messages":[{"role":"user","content":"a"}]}"#
        ),
        (
            #"{"system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}],"messages":[]}"#,
            #"{"system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Note «1»"}],"messages":[]}"#
        ),
        (#"{"messages":[]}"#, #"{"system":"Note «1»","messages":[]}"#),
    ])
    func messages(body: String, expected: String) throws {
        #expect(try noted(body, AnthropicProvider(), AnthropicProvider.messages) == expected)
    }

    @Test func whereThereAreNoInstructionsThereIsNoNote() throws {
        #expect(try noted(#"{"input":"a"}"#, OpenAIProvider(), OpenAIProvider.embeddings) == nil)
        #expect(try noted(#"{"prompt":"a"}"#, OpenAIProvider(), OpenAIProvider.completions) == nil)
        let generate = try noted(#"{"prompt":"a"}"#, OllamaProvider(), OllamaProvider.generate)
        #expect(generate == #"{"system":"Note «1»","prompt":"a"}"#)
    }
}
