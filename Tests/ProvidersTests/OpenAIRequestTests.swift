// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing

@Suite struct OpenAIRequestTests {
    private let provider = OpenAIProvider()

    static let conversation = #"""
        {"model":"gpt-4.1" , "stream":true,"max_tokens":1234567,"seed":987654321,
         "messages":[
          {"role":"developer","content":"Отвечай кратко."},
          {"role":"system","content":[{"type":"text","text":"Be brief."}]},
          {"role":"user","name":"ivan_p","content":"Меня зовут \u0418ван \"Ваня\" Петров"},
          {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":
            {"name":"find","arguments":"{\"name\":\"\\u0418ван \\\"Ваня\\\"\",\"phone\":79161234567,\"n\":12345}"}}]},
          {"role":"tool","tool_call_id":"call_1","content":"[{\"имя\":\"محمد\",\"raw\":\"{\\\"a\\\":\\\"b\\\"}\"}]"},
          {"role":"tool","tool_call_id":"call_1","content":"не найдено"},
          {"role":"user","content":[{"type":"text","text":"ещё раз"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo=","detail":"low"}},
            {"type":"image_url","image_url":{"url":"https://example.org/ivan.png"}}]}],
         "tools":[{"type":"function","function":{"name":"find","description":"Find Ivan","strict":true,"parameters":
           {"type":"object","properties":{"name":{"type":"string","enum":["Anna","Ivan"],"minLength":1000000}},
            "required":["name"],"additionalProperties":false}}}],
         "stop":["Иван:"],"user":"u-17","metadata":{"заказ":"A-1"},"x_new":{"deep":[{"k":"v","id":123456}]}}
        """#

    @Test("Every text of a conversation is found in order, with its form, level and field")
    func everyText() throws {
        let parsed = try parse(Self.conversation)
        #expect(
            parsed.slots.map(\.summary) == [
                "free 1 content: Отвечай кратко.", "free 1 text: Be brief.", "identifier 1 name: ivan_p",
                #"free 1 content: Меня зовут Иван "Ваня" Петров"#, "identifier 1 name: find",
                "objectKey 2 arguments: name ⟨find⟩", #"free 2 name: Иван "Ваня" ⟨find⟩"#,
                "objectKey 2 arguments: phone ⟨find⟩", "number 1 phone: 79161234567 ⟨find⟩",
                "objectKey 2 arguments: n ⟨find⟩", "number 1 n: 12345 ⟨find⟩",
                "objectKey 2 content: имя", "free 2 имя: محمد", "objectKey 2 content: raw", "objectKey 3 raw: a",
                "free 3 a: b", "free 1 content: не найдено", "free 1 text: ещё раз",
                "free 1 url: https://example.org/ivan.png", "identifier 1 name: find", "free 1 description: Find Ivan",
                "identifier 1 properties: name", "free 1 enum: Anna", "free 1 enum: Ivan",
                "identifier 1 required: name",
                "free 1 stop: Иван:", "free 1 user: u-17", "objectKey 1 metadata: заказ", "free 1 заказ: A-1",
                "objectKey 1 -: x_new", "objectKey 1 x_new: deep", "objectKey 1 deep: k", "free 1 k: v",
                "objectKey 1 deep: id", "number 0 id: 123456",
            ])
    }

    @Test("What is not text is read as well: model, streaming, tools, residue, the conversation's opening")
    func facts() throws {
        let parsed = try parse(Self.conversation)
        #expect(parsed.model == "gpt-4.1")
        let model = try #require(parsed.modelRange)
        #expect(Array(parsed.body[model]).text == "gpt-4.1")
        #expect(parsed.isStreaming)
        #expect(parsed.declaredTools == ["find"])
        #expect(parsed.residue == [.image])
        #expect(!parsed.answersInJSON)
        #expect(
            parsed.conversationOpening.map { $0.expose { $0.text } } == [
                "Отвечай кратко.", "Be brief.", #"Меня зовут Иван "Ваня" Петров"#,
            ])
    }

    @Test("Slots do not overlap, and writing each text back where it stands changes no text")
    func slotsCanBeSpliced() throws {
        let parsed = try parse(Self.conversation)
        var edits: [JSONEdit] = []
        for slot in parsed.slots {
            let range = slot.text.source(of: 0..<slot.text.utf8.count)
            #expect(edits.isEmpty || edits[edits.count - 1].range.upperBound <= range.lowerBound)
            let text = slot.form == .number ? Array(parsed.body[range]) : slot.text.utf8
            edits.append(
                JSONEdit(
                    range: range,
                    replacement: JSONEscaper.escape(text, levels: slot.form == .number ? 0 : slot.text.level)))
        }
        let again = try provider.parseRequest(
            JSONSplicer.apply(edits, to: parsed.body), to: OpenAIProvider.chatCompletions)
        #expect(again.slots.map(\.summary) == parsed.slots.map(\.summary))
    }

    @Test("A replacement in a tool call's arguments stays one string, at its level")
    func spliceInArguments() throws {
        let parsed = try parse(Self.conversation)
        let slot = try #require(parsed.slots.first { $0.text.utf8.text.hasPrefix("Иван \"") })
        let edit = JSONEdit(
            range: slot.text.source(of: 0..<8), replacement: JSONEscaper.escape(Array("a\"b".utf8), levels: 2))
        let again = try provider.parseRequest(
            JSONSplicer.apply([edit], to: parsed.body), to: OpenAIProvider.chatCompletions)
        #expect(again.slots.map(\.summary).contains(#"free 2 name: a"b "Ваня" ⟨find⟩"#))
    }

    @Test(
        "A structural field is exempt for what it is meant to hold, and scanned for anything else",
        arguments: [
            (#"{"model":"Иван","messages":[]}"#, ["free 1 model: Иван"]),
            (
                #"{"messages":[{"role":"user","tool_call_id":"ivan@example.org"}]}"#,
                ["free 1 tool_call_id: ivan@example.org"]
            ),
            (#"{"messages":[{"role":{"a":"b"}}]}"#, []),
            (#"{"messages":[],"seed":{"a":"b"}}"#, ["objectKey 1 seed: a", "free 1 a: b"]),
            (#"{"messages":[],"logit_bias":{"50256":-100,"Иван":1}}"#, ["objectKey 1 logit_bias: Иван"]),
            // Beside other members a shorter number may be a part of something.
            (
                #"{"messages":[],"a":{"series":4510,"n":12}}"#,
                ["objectKey 1 -: a", "objectKey 1 a: series", "number 0 series: 4510", "objectKey 1 a: n"]
            ),
            // An identifier that is a number is looked at as one.
            (
                #"{"messages":[{"role":"tool","tool_call_id":"79161234567"},{"role":"tool","tool_call_id":"call_1234567890"}]}"#,
                ["number 1 tool_call_id: 79161234567"]
            ),
            (#"{"messages":[],"max_tokens":79161234567}"#, []),
            (#"{"messages":[],"min_q":79161234567}"#, ["objectKey 1 -: min_q", "number 0 min_q: 79161234567"]),
            (
                #"{"messages":[],"a":[12345,-99999.5,7.9161234567e10]}"#,
                ["objectKey 1 -: a", "number 0 a: -99999.5", "number 0 a: 79161234567"]
            ),
        ])
    func structuralLooks(body: String, expected: [String]) throws {
        guard let parsed = try? parse(body) else {
            #expect(expected.isEmpty)
            return
        }
        #expect(parsed.slots.map(\.summary) == expected)
    }

    @Test("Arguments and tool results that are no JSON are running text; equal keys in them are all scanned")
    func argumentsThatAreNoJSON() throws {
        let body =
            #"{"messages":[{"role":"assistant","function_call":{"name":"f","arguments":"{a: Иван}"}},"#
            + #"{"role":"function","name":"f","content":"{\"a\":\"x\",\"a\":\"y\"}"},{"role":"user","content":"{\"a\":1}"}]}"#
        #expect(
            try parse(body).slots.map(\.summary) == [
                "identifier 1 name: f", "free 1 arguments: {a: Иван} ⟨f⟩", "identifier 1 name: f",
                "objectKey 2 content: a", "free 2 a: x", "objectKey 2 content: a", "free 2 a: y",
                "free 1 content: {\"a\":1}",
            ])
    }

    @Test("JSON in strings is followed four deep, and beyond is running text")
    func nestingEnds() throws {
        var arguments = JSONValue.object([("k", "v")])
        for _ in 0..<5 {
            arguments = .object([("k", .string(arguments.canonicalBytes().text))])
        }
        let call = JSONValue.object([("name", "f"), ("arguments", .string(arguments.canonicalBytes().text))])
        let message = JSONValue.object([("role", "assistant"), ("function_call", call)])
        let parsed = try parse(JSONValue.object([("messages", .array([message]))]).canonicalBytes().text)
        #expect(parsed.slots.map(\.text.level) == [2, 3, 4, 5, 5, 1])
        #expect(parsed.slots[4].text.utf8.text == #"{"k":"{\"k\":\"v\"}"}"#)
    }

    @Test("Images, recordings, films and files are residue; a link or a name in them is text")
    func residue() throws {
        let parts: [(String, Set<ResidueKind>, [String])] = [
            (
                #"{"type":"input_audio","input_audio":{"data":"\#(String(repeating: "UklG", count: 80))","format":"wav"}}"#,
                [.audio], []
            ),
            (
                #"{"type":"file","file":{"filename":"Иван.pdf","file_data":"data:application/pdf;base64,JVBERi0="}}"#,
                [.file], ["Иван.pdf"]
            ),
            (#"{"type":"file","file":{"file_id":"file-1"}}"#, [.file], []),
            (#"{"type":"image_url","image_url":{"url":"data:text/plain,Иван"}}"#, [.image], ["data:text/plain,Иван"]),
            (#"{"type":"image_url","image_url":"https://e.org/?u=ivan"}"#, [.image], ["https://e.org/?u=ivan"]),
            (#"{"type":"video_url","video_url":{"url":"https://e.org/v"}}"#, [.video], ["https://e.org/v"]),
            (#"{"type":"input_audio","input_audio":{"data":"Ivanov","format":"wav"}}"#, [.audio], ["Ivanov"]),
        ]
        for (part, residue, texts) in parts {
            let parsed = try parse(#"{"messages":[{"role":"user","content":[\#(part)]}]}"#)
            #expect(parsed.residue == residue)
            #expect(parsed.slots.map(\.text.utf8.text) == texts)
        }
        #expect(try parse(#"{"messages":[{"role":"assistant","audio":{"id":"audio_1"}}]}"#).residue == [.audio])
        #expect(try parse(#"{"messages":[{"role":"assistant","audio":null}]}"#).residue.isEmpty)
    }

    static let refused: [(String, ProviderError.Code)] = [
        ("", .invalidBody), ("[]", .invalidBody), ("\"a\"", .invalidBody), ("{", .invalidBody), ("{}", .invalidBody),
        (#"{"messages":{}}"#, .invalidBody), (#"{"messages":["a"]}"#, .invalidBody),
        (#"{"messages":[{}]}"#, .invalidBody),
        (#"{"messages":[{"role":1}]}"#, .invalidBody), (#"{"messages":[{"role":"user","content":1}]}"#, .invalidBody),
        (#"{"messages":[{"role":"user","content":{"type":"text"}}]}"#, .invalidBody),
        (#"{"messages":[],"stream":"true"}"#, .invalidBody), (#"{"messages":[],"model":7}"#, .invalidBody),
        (#"{"messages":[],"\u006dessages":[]}"#, .invalidBody),
        (#"{"messages":[{"role":"user","content":"\ud800"}]}"#, .invalidBody),
        (#"{"messages":[{"role":"user","content":["a"]}]}"#, .unsupportedContent),
        (#"{"messages":[{"role":"user","content":[{"text":"a"}]}]}"#, .unsupportedContent),
        (#"{"messages":[{"role":"user","content":[{"type":"hologram"}]}]}"#, .unsupportedContent),
        (#"{"messages":[],"x":"# + String(repeating: "[", count: 1000), .limit),
        (
            #"{"messages":[{"role":"tool","content":""# + String(repeating: "[", count: 500)
                + String(repeating: "]", count: 500) + #""}]}"#, .limit
        ),
    ]

    @Test("A body that is not understood is refused", arguments: refused)
    func refuses(body: String, code: ProviderError.Code) {
        do throws(ProviderError) {
            _ = try provider.parseRequest(Array(body.utf8), to: OpenAIProvider.chatCompletions)
            Issue.record("not refused")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(
        "An answer asked for as JSON is known",
        arguments: [("json_object", true), ("json_schema", true), ("text", false)])
    func answersInJSON(type: String, expected: Bool) throws {
        #expect(try parse(#"{"messages":[],"response_format":{"type":"\#(type)"}}"#).answersInJSON == expected)
    }

    @Test("The list of models takes no body")
    func modelsTakeNoBody() throws {
        #expect(try provider.parseRequest([], to: OpenAIProvider.models).slots.isEmpty)
        #expect(throws: ProviderError.self) { try provider.parseRequest([1], to: OpenAIProvider.models) }
    }

    private func parse(_ body: String) throws -> ParsedRequest {
        try provider.parseRequest(Array(body.utf8), to: OpenAIProvider.chatCompletions)
    }
}
