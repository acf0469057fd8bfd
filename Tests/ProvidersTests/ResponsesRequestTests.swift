// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing

@Suite struct ResponsesRequestTests {
    private let provider = OpenAIProvider()

    private static let conversation = #"""
        {"model":"gpt-x","stream":true,"instructions":"Отвечай кратко.","max_output_tokens":1234567,
         "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object","title":"Ivan"}}},
         "input":[{"role":"developer","content":"Be brief."},
          {"type":"message","role":"user","content":[{"type":"input_text","text":"Я \u0418ван"},
            {"type":"input_image","image_url":"https://example.org/ivan.png"}]},
          {"type":"function_call","call_id":"c1","name":"find","arguments":"{\"q\":\"Иван\"}"},
          {"type":"function_call_output","call_id":"c1","output":"{\"имя\":\"محمد\"}"},
          {"type":"reasoning","id":"rs1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"gAAA+/="}],
         "tools":[{"type":"function","name":"find","description":"Find Ivan","parameters":{"type":"object"}}]}
        """#

    @Test("Every text is found in order, with its form, level, field and tool")
    func everyText() throws {
        #expect(
            try parse(Self.conversation).slots.map(\.summary) == [
                "free 1 instructions: Отвечай кратко.", "identifier 1 name: n", "free 1 title: Ivan",
                "free 1 content: Be brief.", "free 1 text: Я Иван", "free 1 image_url: https://example.org/ivan.png",
                "identifier 1 name: find", "objectKey 2 arguments: q ⟨find⟩", "free 2 q: Иван ⟨find⟩",
                "objectKey 2 output: имя", "free 2 имя: محمد", "free 1 text: Hm.", "identifier 1 name: find",
                "free 1 description: Find Ivan",
            ])
    }

    @Test("What is not text is read as well: model, streaming, tools, residue, opening, format")
    func facts() throws {
        let parsed = try parse(Self.conversation)
        #expect(parsed.model == "gpt-x" && parsed.isStreaming && parsed.declaredTools == ["find"])
        #expect(parsed.answersInJSON && parsed.residue == [.image])
        #expect(
            parsed.conversationOpening.map { $0.expose(\.text) } == ["Отвечай кратко.", "Be brief.", "Я Иван"])
        let prompt = #"{"prompt":{"id":"p","variables":{"who":"Иван","photo":{"type":"input_image","file_id":"f"}}}}"#
        #expect(
            try parse(prompt).residue == [.image] && parse(prompt).slots.map(\.summary).contains("free 1 who: Иван"))
        #expect(try parse(#"{"input":"Я Иван"}"#).conversationOpening.map { $0.expose(\.text) } == ["Я Иван"])
    }

    @Test(
        "What the provider keeps, and what is not understood, is refused",
        arguments: [
            (#"{"input":"x","previous_response_id":"r"}"#, ProviderError.Code.unsupportedContent),
            (#"{"input":"x","conversation":{"id":"c"}}"#, .unsupportedContent),
            (#"{"input":"x","background":true}"#, .unsupportedContent),
            (#"{"input":[{"type":"item_reference","id":"i"}]}"#, .unsupportedContent),
            (#"{"input":[{"type":"hologram"}]}"#, .unsupportedContent),
            (#"{"input":[{"role":"user","content":[{"type":"hologram"}]}]}"#, .unsupportedContent),
            (#"{"input":7}"#, .invalidBody), (#"{"input":["x"]}"#, .invalidBody),
        ])
    func refused(body: String, code: ProviderError.Code) {
        #expect(throws: ProviderError(code: code, expectation: "")) {
            do throws(ProviderError) {
                _ = try parse(body)
            } catch {
                throw ProviderError(code: error.code, expectation: "")
            }
        }
    }

    private func parse(_ body: String) throws(ProviderError) -> ParsedRequest {
        try provider.parseRequest(Array(body.utf8), to: OpenAIProvider.responses)
    }
}
