// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Providers
import Testing

/// Legacy completions, embeddings and moderations.
@Suite struct PlainEndpointTests {
    private let provider = OpenAIProvider()

    @Test("Every text of a request is found")
    func requests() throws {
        let completion = try parse(
            #"{"model":"m","prompt":["Иван","Anna"],"suffix":"конец","stop":["Иван:"],"stream":true,"max_tokens":1234567}"#,
            OpenAIProvider.completions)
        #expect(
            completion.slots.map(\.summary) == [
                "free 1 prompt: Иван", "free 1 prompt: Anna", "free 1 suffix: конец", "free 1 stop: Иван:",
            ])
        #expect(completion.isStreaming && completion.model == "m")
        #expect(completion.conversationOpening.map { $0.expose(\.text) } == ["Иван", "Anna"])
        let embedding = try parse(
            #"{"model":"m","input":"Иван","encoding_format":"base64"}"#, OpenAIProvider.embeddings)
        #expect(embedding.slots.map(\.summary) == ["free 1 input: Иван"])
        let moderation = try parse(
            #"{"input":[{"type":"text","text":"Иван"},{"type":"image_url","image_url":{"url":"https://a.example/ivan"}}]}"#,
            OpenAIProvider.moderations)
        #expect(moderation.slots.map(\.summary) == ["free 1 text: Иван", "free 1 url: https://a.example/ivan"])
        #expect(moderation.residue == [.image])
    }

    @Test(
        "Numbers of a vocabulary are a text that cannot be searched, and are refused",
        arguments: ["[1,2,3]", "[[1,2],[3]]", #"["Иван",7]"#, #"[{"text":"x"}]"#, #"[{"type":"hologram"}]"#])
    func vocabulary(input: String) {
        for endpoint in [OpenAIProvider.embeddings, OpenAIProvider.completions, OpenAIProvider.moderations] {
            let field = endpoint == OpenAIProvider.completions ? "prompt" : "input"
            let error = #expect(throws: ProviderError.self) { try parse(#"{"\#(field)":\#(input)}"#, endpoint) }
            #expect(error?.code == .unsupportedContent)
        }
    }

    @Test("A request without its text, or with something else in its place, is refused", arguments: ["", "1", "{}"])
    func withoutText(input: String) {
        let body = input.isEmpty ? "{}" : #"{"input":\#(input)}"#
        let error = #expect(throws: ProviderError.self) { try parse(body, OpenAIProvider.embeddings) }
        #expect(error?.code == .invalidBody)
    }

    @Test("Vectors and scores are left alone; what was said is text")
    func answers() throws {
        let embedded =
            #"{"object":"list","data":[{"embedding":[0.1234567,-1.5e-8],"index":0},{"embedding":"AACAPw=="}]}"#
        #expect(try provider.parseResponse(Array(embedded.utf8), from: OpenAIProvider.embeddings).slots.isEmpty)
        let moderated = #"{"id":"x","results":[{"flagged":false,"category_scores":{"self-harm/intent":0.1234567}}]}"#
        #expect(try provider.parseResponse(Array(moderated.utf8), from: OpenAIProvider.moderations).slots.isEmpty)
        let said = #"{"choices":[{"index":0,"text":"Иван","logprobs":{"tokens":["Ив"]}}],"usage":{"n":1234567}}"#
        let parsed = try provider.parseResponse(Array(said.utf8), from: OpenAIProvider.completions)
        #expect(parsed.slots.map(\.summary) == ["free 1 text: Иван"] && parsed.removals.count == 1)
    }

    @Test("A streamed completion has a lane for each choice, and what is left of one is a text of it")
    func stream() throws {
        let data = #"{"id":"c","object":"text_completion","choices":[{"index":2,"text":"Ив","finish_reason":"stop"}]}"#
        let event = ServerSentEvent(name: nil, data: Array(data.utf8))
        guard case .delta(let delta) = try provider.parseStreamEvent(event, from: OpenAIProvider.completions) else {
            Issue.record("it is a delta")
            return
        }
        let lane = try #require(delta.pieces.first?.lane)
        #expect(lane.choice == 2 && delta.endedChoices == [2])
        let rest = provider.continuation(
            of: lane, text: Array("ан".utf8), like: event, sequence: nil, in: OpenAIProvider.completions)
        #expect(
            rest?.data.text
                == #"{"id":"c","object":"text_completion","choices":[{"index":2,"text":"ан","logprobs":null,"#
                + #""finish_reason":null}]}"#)
    }

    private func parse(_ body: String, _ endpoint: Endpoint) throws -> ParsedRequest {
        try provider.parseRequest(Array(body.utf8), to: endpoint)
    }
}
