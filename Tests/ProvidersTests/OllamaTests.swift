// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Providers
import Testing

@Suite struct OllamaTests {
    private let provider = OllamaProvider()

    @Test("Every text of a request is found, and what it says besides")
    func requests() throws {
        let chat = try parse(
            #"""
            {"model":"m","format":"json","options":{"stop":["Иван:"],"num_ctx":1234567},"messages":[
             {"role":"system","content":"Be brief."},{"role":"user","content":"Я Иван","images":["iVBORw0KGgo="]},
             {"role":"assistant","content":"","tool_calls":[{"function":{"name":"find","arguments":{"q":"Иван"}}}]},
             {"role":"tool","tool_name":"find","content":"{\"имя\":\"محمد\"}"}],
             "tools":[{"type":"function","function":{"name":"find","description":"Find","parameters":{"type":"object"}}}]}
            """#)
        #expect(
            chat.slots.map(\.summary) == [
                "free 1 format: json", "free 1 stop: Иван:", "free 1 content: Be brief.", "free 1 content: Я Иван",
                "free 1 images: iVBORw0KGgo=", "free 1 content: ", "identifier 1 name: find",
                "objectKey 1 arguments: q ⟨find⟩", "free 1 q: Иван ⟨find⟩", "identifier 1 tool_name: find",
                "objectKey 2 content: имя", "free 2 имя: محمد", "identifier 1 name: find", "free 1 description: Find",
            ])
        #expect(chat.isStreaming && chat.answersInJSON && chat.residue == [.image] && chat.declaredTools == ["find"])
        #expect(chat.conversationOpening.map { $0.expose(\.text) } == ["Be brief.", "Я Иван"])
        let generate = try parse(
            #"{"model":"m","prompt":"Иван","system":"Кратко.","suffix":"конец","stream":false}"#,
            OllamaProvider.generate)
        #expect(
            generate.slots.map(\.summary) == ["free 1 prompt: Иван", "free 1 system: Кратко.", "free 1 suffix: конец"])
        #expect(!generate.isStreaming)
        #expect(generate.conversationOpening.map { $0.expose(\.text) } == ["Кратко.", "Иван"])
    }

    @Test("An earlier answer in numbers of a vocabulary is refused, and so is what has another shape")
    func refused() {
        let context = #expect(throws: ProviderError.self) {
            try parse(#"{"prompt":"x","context":[1,2]}"#, OllamaProvider.generate)
        }
        #expect(context?.code == .unsupportedContent)
        for (body, endpoint) in [
            (#"{"prompt":7}"#, OllamaProvider.generate), (#"{"messages":"x"}"#, OllamaProvider.chat),
            (#"{"messages":[],"stream":"no"}"#, OllamaProvider.chat),
        ] {
            let error = #expect(throws: ProviderError.self) { try parse(body, endpoint) }
            #expect(error?.code == .invalidBody)
        }
    }

    @Test("Each line says which lane it continues; the last one ends them")
    func events() throws {
        let said = try delta(#"{"message":{"role":"assistant","content":"Да","thinking":"Hm"},"done":false}"#)
        #expect(said.pieces.map(\.lane.kind) == [.content, .reasoning] && said.ending == .none)
        let generated = try delta(
            #"{"response":"","done":true,"context":[1234567],"eval_count":1234567}"#, OllamaProvider.generate)
        #expect(generated.pieces.map(\.lane.kind) == [.content] && generated.ending == .done)
        #expect(generated.wholeTexts.isEmpty)
        let called = try delta(
            #"{"message":{"content":"","tool_calls":[{"function":{"name":"find","arguments":{"q":"Иван"}}}]}}"#)
        #expect(
            called.wholeTexts.map(\.summary) == [
                "identifier 1 name: find", "objectKey 1 arguments: q ⟨find⟩", "free 1 q: Иван ⟨find⟩",
            ])
        let failure = try provider.parseStreamEvent(
            ServerSentEvent(name: nil, data: Array(#"{"error":"no"}"#.utf8)), from: OllamaProvider.chat)
        guard case .failure = failure else {
            Issue.record("an error is a failure")
            return
        }
    }

    @Test("Lines are read from any pieces, with either ending, and the last without one")
    func lines() throws {
        let bytes = Array("{\"a\":1}\r\n\n{\"b\":2}\n{\"c\":3}".utf8)
        for split in bytes.indices {
            var decoder = StreamDecoder(.lines)
            let frames = try decoder.consume(Array(bytes[..<split])) + decoder.consume(Array(bytes[split...]))
            let texts = (frames + decoder.finish()).map { frame in
                if case .event(let event) = frame { event.data.text } else { "?" }
            }
            #expect(texts == [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#], "split at \(split)")
        }
        var decoder = LineDecoder(maxLineBytes: 4)
        #expect(throws: ProviderError.self) { try decoder.consume([1, 2, 3, 4, 5]) }
    }

    private func parse(_ body: String, _ endpoint: Endpoint = OllamaProvider.chat) throws -> ParsedRequest {
        try provider.parseRequest(Array(body.utf8), to: endpoint)
    }

    private func delta(_ line: String, _ endpoint: Endpoint = OllamaProvider.chat) throws -> StreamDelta {
        let event = ServerSentEvent(name: nil, data: Array(line.utf8))
        guard case .delta(let delta) = try provider.parseStreamEvent(event, from: endpoint) else {
            Issue.record("\(line) is a delta")
            return StreamDelta(pieces: [])
        }
        return delta
    }
}
