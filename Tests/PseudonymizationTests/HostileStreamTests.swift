// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Streams that no honest upstream sends: they end with an error event, cost little and stop nothing else.
@Suite struct HostileStreamTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    private func restoration(_ provider: any Provider, _ endpoint: Endpoint) -> StreamRestoration {
        StreamRestoration(
            provider: provider, endpoint: endpoint,
            context: AnswerContext(
                view: sample.view, rules: RestoreRules(), declaredTools: [],
                seal: ReplaySeal { _ in [1, 2, 3] }))
    }

    private func run(_ stream: String, _ provider: any Provider, _ endpoint: Endpoint) -> String {
        var restoration = restoration(provider, endpoint)
        return (restoration.consume(sample.text(stream)).bytes + restoration.finish().bytes).text
    }

    @Test("A signature that has a token in it is text: the token comes back, and nothing is sealed")
    func signatureOfText() {
        let signed =
            #"data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"a[{E}]"}}"#
        #expect(
            run("\(signed)\n\n", AnthropicProvider(), AnthropicProvider.messages)
                == signed.replacing("[{E}]", with: SampleView.emailValue) + "\n\n")
    }

    @Test("Numbers of events that are too large to count on stay as they are", arguments: [Int.max, Int.min, 1 << 60])
    func largeNumbers(number: Int) {
        let delta =
            #"data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"[PERSON_7","#
            + #""sequence_number":\#(number)}"#
        let said = run("\(delta)\n\n", OpenAIProvider(), OpenAIProvider.responses)
        #expect(said.contains(#""sequence_number":\#(number)}"#))
        #expect(said.contains(#""delta":"[PERSON_7""#))
    }

    @Test("A stream of more texts than one may carry ends with an error")
    func manyTexts() {
        var restoration = restoration(PlantedRequest.provider, PlantedRequest.endpoint)
        var events = 0
        while restoration.state == .open, events < 5_000 {
            let event = #"data: {"choices":[{"index":0,"delta":{"x\#(events)":"[PERSON_7"}}]}"# + "\n\n"
            _ = restoration.consume(Array(event.utf8))
            events += 1
        }
        #expect(restoration.state == .failed(.malformed))
        #expect(events == LaneLimits.total + 1)
    }

    @Test("Large events whose texts are held back are not all kept")
    func largeEvents() {
        var restoration = restoration(PlantedRequest.provider, PlantedRequest.endpoint)
        let padding = String(repeating: " ", count: 2 << 20)
        var events = 0
        while restoration.state == .open, events < 64 {
            let event = #"data: {"choices":[{"index":\#(events),\#(padding)"delta":{"content":"[PERSON_7"}}]}"# + "\n\n"
            _ = restoration.consume(Array(event.utf8))
            events += 1
        }
        #expect(restoration.state == .failed(.malformed))
        #expect(events < 10)
    }

    @Test(
        "A stream without one event is an error, not an empty answer", arguments: ["", "<html>\n\n</html>", ": hi\n\n"])
    func noEvents(stream: String) {
        #expect(run(stream, PlantedRequest.provider, PlantedRequest.endpoint).contains("restore_failed"))
    }
}
