// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// The second run is for whole answers of every dialect, and for upstreams behind an adapter.
@Suite struct UnmaskedDialectTests {
    private static let refusal = "I cannot tell who is older: the names are placeholders."
    private static let asked = "Who is older, Anna Smith or John Carter? Mail a.smith@example.com"

    private static let message: @Sendable (String) -> RecordingUpstream.Step = { text in
        .json(
            #"{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"\#(text)"}],"#
                + #""stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}"#)
    }

    private static let response: @Sendable (String) -> RecordingUpstream.Step = { text in
        .json(
            #"{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":"msg_1","#
                + #""type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"#
                + #""\#(text)","annotations":[]}]}],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}"#)
    }

    struct Case: Sendable {
        let path, dialect, body, headers: String
        let answer: @Sendable (String) -> RecordingUpstream.Step
    }

    private static let cases = [
        Case(
            path: "/v1/messages", dialect: "anthropic",
            body: #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"\#(asked)"}]}"#,
            headers: "anthropic-version: 2023-06-01\r\n", answer: message),
        Case(
            path: "/v1/responses", dialect: "openai", body: #"{"model":"m","input":"\#(asked)"}"#, headers: "",
            answer: response),
        // A chat completion that is translated both ways.
        Case(
            path: "/v1/chat/completions", dialect: "anthropic", body: Said.request(asked), headers: "",
            answer: message),
    ]

    @Test(arguments: cases.indices)
    func aRefusalIsAskedOnceMore(number: Int) async throws {
        let made = Self.cases[number]
        let second = "Anna Smith is older."
        try await RecordingUpstream.run(answering: { _ in [made.answer(Self.refusal)] }) { main in
            try await RecordingUpstream.run(answering: { _ in [made.answer(second)] }) { local in
                let yaml = """
                    policy: {unmasked_fallback: {upstreams: [local]}}
                    upstreams:
                      - {name: main, url: "\(main.baseURL)", country: RU, dialect: \(made.dialect)}
                      - {name: local, url: "\(local.baseURL)", country: RU, dialect: \(made.dialect)}
                    """
                try await TestGateway.run(yaml: yaml) { gateway in
                    let answer = try await gateway.post(made.body, to: made.path, headers: made.headers)
                    #expect(answer.status == 200 && answer.bodyText.contains(second), "\(answer.bodyText)")
                    #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
                    #expect(main.requests.count == 1 && !main.received("Anna Smith"))
                    #expect(local.received("Anna Smith") && local.received("a.smith@example.com"))
                    #expect(try await gateway.endedCodes() == ["LLM001I", "LLM010W", "LLM009I", "LLM002I"])
                }
            }
        }
    }
}
