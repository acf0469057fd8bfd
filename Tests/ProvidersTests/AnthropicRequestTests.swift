// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing

@Suite struct AnthropicRequestTests {
    private let provider = AnthropicProvider()

    private static let conversation = #"""
        {"model":"claude-x" , "stream":true,"max_tokens":1234567,"system":[{"type":"text","text":"Отвечай кратко.",
          "cache_control":{"type":"ephemeral"}}],
         "messages":[
          {"role":"user","content":"Меня зовут \u0418ван"},
          {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"EqoB+/="},
            {"type":"redacted_thinking","data":"EmwK+/="},
            {"type":"tool_use","id":"toolu_1","name":"find","input":{"name":"Иван","raw":"{\"a\":\"b\"}","n":79161234567}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"{\"имя\":\"محمد\"}"},
            {"type":"document","title":"Счёт","source":{"type":"text","media_type":"text/plain","data":"Ivan"}},
            {"type":"image","source":{"type":"url","url":"https://example.org/ivan.png"}}]}],
         "tools":[{"name":"find","description":"Find Ivan","input_schema":{"type":"object",
            "properties":{"name":{"type":"string","enum":["Anna"]}}}}],
         "stop_sequences":["Иван:"],"metadata":{"user_id":"u-17"},"x_new":{"k":"v"}}
        """#

    @Test("Every text is found in order, with its form, level, field and tool")
    func everyText() throws {
        #expect(
            try parse(Self.conversation).slots.map(\.summary) == [
                "free 1 text: Отвечай кратко.", "free 1 content: Меня зовут Иван", "free 1 thinking: Hm.",
                "identifier 1 name: find", "objectKey 1 input: name ⟨find⟩", "free 1 name: Иван ⟨find⟩",
                "objectKey 1 input: raw ⟨find⟩", "objectKey 2 raw: a ⟨find⟩", "free 2 a: b ⟨find⟩",
                "objectKey 1 input: n ⟨find⟩", "number 0 n: 79161234567 ⟨find⟩", "objectKey 2 content: имя",
                "free 2 имя: محمد", "free 1 title: Счёт", "free 1 data: Ivan",
                "free 1 url: https://example.org/ivan.png", "identifier 1 name: find", "free 1 description: Find Ivan",
                "identifier 1 properties: name", "free 1 enum: Anna", "free 1 stop_sequences: Иван:",
                "free 1 user_id: u-17", "objectKey 1 -: x_new", "objectKey 1 x_new: k", "free 1 k: v",
            ])
    }

    @Test("What is not text is read as well: model, streaming, tools, residue, opening, what is signed")
    func facts() throws {
        let parsed = try parse(Self.conversation)
        #expect(parsed.model == "claude-x" && parsed.isStreaming && parsed.declaredTools == ["find"])
        #expect(try Array(parsed.body[#require(parsed.modelRange)]).text == "claude-x")
        #expect(parsed.residue == [.image])
        #expect(parsed.conversationOpening.map { $0.expose(\.text) } == ["Отвечай кратко.", "Меня зовут Иван"])
        let signed = try #require(parsed.signed.first)
        #expect(parsed.slots[signed.slot].text.utf8.text == "Hm." && signed.signature.utf8.text == "EqoB+/=")
    }

    @Test(
        "An image or a file is residue, however deep it stands",
        arguments: [
            (#"{"type":"image","source":{"type":"base64","data":"AAAA"}}"#, ResidueKind.image),
            (#"{"type":"document","source":{"type":"base64","data":"AAAA"}}"#, .file),
            (#"{"type":"document","source":{"type":"file","file_id":"f"}}"#, .file),
            (#"{"type":"container_upload","file_id":"f"}"#, .file),
            (#"{"type":"tool_result","content":[{"type":"image","source":{}}]}"#, .image),
            (#"{"type":"document","source":{"type":"content","content":[{"type":"image","source":{}}]}}"#, .image),
            (#"{"type":"web_fetch_tool_result","content":{"content":{"type":"document","source":{}}}}"#, .file),
        ])
    func residue(block: String, kind: ResidueKind) throws {
        #expect(try parse(#"{"messages":[{"role":"user","content":[\#(block)]}]}"#).residue == [kind])
    }

    @Test(
        "A shape that is not understood is refused",
        arguments: [
            (#"{"model":"m"}"#, ProviderError.Code.invalidBody), (#"{"messages":"x"}"#, .invalidBody),
            (#"{"messages":[{"content":"x"}]}"#, .invalidBody),
            (#"{"messages":[{"role":"user","content":1}]}"#, .invalidBody),
            (#"{"messages":[],"stream":"yes"}"#, .invalidBody), (#"{"messages":[],"model":1}"#, .invalidBody),
            (#"{"messages":[],"system":true}"#, .invalidBody),
            (#"{"messages":[{"role":"user","content":[{"type":"hologram"}]}]}"#, .unsupportedContent),
            (#"{"messages":[{"role":"user","content":[{"text":"x"}]}]}"#, .unsupportedContent),
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

    @Test("A signature that is no signature is text")
    func signatureThatIsText() throws {
        let body =
            #"{"messages":[{"role":"user","content":[{"type":"thinking","thinking":"","signature":"Иван П."}]}]}"#
        #expect(try parse(body).slots.map(\.summary).contains("free 1 signature: Иван П."))
    }

    private func parse(_ body: String) throws(ProviderError) -> ParsedRequest {
        try provider.parseRequest(Array(body.utf8), to: AnthropicProvider.messages)
    }
}
