// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// What the closing record says of an answer's cost.
@Suite struct UsageTests {
    private func record(
        stream: Bool = false, dialect: String = "openai", _ steps: [RecordingUpstream.Step]
    ) async throws -> String {
        try await RecordingUpstream.run(answering: { _ in steps }) { upstream in
            let yaml = """
                upstreams: [{name: main, url: "\(upstream.baseURL)", country: RU, dialect: \(dialect)}]
                """
            return try await TestGateway.run(yaml: yaml) { gateway in
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request("hello", stream: stream))
                }
                let record = try await gateway.lastRecord()
                #expect(gateway.gateway.metrics.text.contains(#"zavesa_tokens_total{upstream="main",kind="output""#))
                return record
            }
        }
    }

    @Test func ofAWholeAnswer() async throws {
        let record = try await record([.completion("hi")])
        #expect(
            record.contains(
                #""usage":{"cached":0,"estimated":false,"reasoning":0,"tokens_in":1,"tokens_out":1}"#))
    }

    @Test func ofAStreamThatSaysIt() async throws {
        let usage = #"data: {"choices":[],"usage":{"prompt_tokens":21,"completion_tokens":34}}"# + "\n\n"
        let record = try await record(
            stream: true, [.streamHead, .delta("hi"), .bytes(Array(usage.utf8)), .streamEnd])
        #expect(record.contains(#""estimated":false,"reasoning":0,"tokens_in":21,"tokens_out":34}"#))
    }

    @Test func ofAStreamThatDoesNotSayItItIsEstimated() async throws {
        let record = try await record(stream: true, [.streamHead, .delta("12345"), .delta("678"), .streamEnd])
        #expect(record.contains(#""estimated":true,"#) && record.contains(#""tokens_out":2}"#))
    }

    @Test func ofATranslatedStreamAlsoWhereTheCallerDoesNotAsk() async throws {
        let events = [
            #"{"type":"message_start","message":{"model":"x","usage":{"input_tokens":9,"output_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hi"}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":15}}"#,
            #"{"type":"message_stop"}"#,
        ].map { "data: \($0)\n\n" }.joined()
        let record = try await record(stream: true, dialect: "anthropic", [.streamHead, .bytes(Array(events.utf8))])
        #expect(record.contains(#""estimated":false,"reasoning":0,"tokens_in":9,"tokens_out":15}"#))
    }
}
