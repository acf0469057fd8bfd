// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing

@Suite struct ResponseRestorerTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    private func restore(
        _ template: String, declared: Set<String> = ["mail"], rules: RestoreRules = RestoreRules(),
        answersInJSON: Bool = false
    ) throws -> (body: String, counts: RestorationCounts) {
        let response = try PlantedRequest.provider.parseResponse(sample.text(template), from: PlantedRequest.endpoint)
        let context = AnswerContext(
            view: sample.view, rules: rules, declaredTools: declared, answersInJSON: answersInJSON)
        let restored = ResponseRestorer(context).restore(response)
        #expect(throws: Never.self) { try JSONScan(restored.body) }
        return (restored.body.text, restored.counts)
    }

    @Test("Values come back escaped, and every other byte stays")
    func content() throws {
        let head = #"{ "id":"1","choices":[{"index":0,"message":{"role":"assistant","content":""#
        let tail = #""},"finish_reason":"stop"}], "usage":{"total_tokens": 1e1} }"#
        let restored = try restore(head + "Hello [{P}]" + tail)
        #expect(restored.body == head + #"Hello Иван \"Ваня\"\nПетров 👩‍👩‍👧"# + tail)
        #expect(restored.counts == RestorationCounts(restored: 1))
    }

    @Test("Without tokens the body is the same bytes")
    func untouched() throws {
        let body =
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":"\u0418 \/"},"logprobs":{"a":[1]}}]}"#
        let response = try PlantedRequest.provider.parseResponse(Array(body.utf8), from: PlantedRequest.endpoint)
        let context = AnswerContext(view: RestoreView([]), rules: RestoreRules(), declaredTools: [])
        #expect(ResponseRestorer(context).restore(response).body.text == body)
    }

    @Test("Arguments of tools follow the rules, and stay JSON in JSON")
    func arguments() throws {
        func body(_ tool: String, _ arguments: String) -> String {
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":""#
                + tool + #"","arguments":""# + arguments + #""}}]}}]}"#
        }
        let template = #"{\"to\":\"[{P}]\"}"#
        let allowed = try restore(body("mail", template))
        #expect(allowed.body == body("mail", #"{\"to\":\"Иван \\\"Ваня\\\"\\nПетров 👩‍👩‍👧\"}"#))
        let denied = try restore(body("other", template))
        #expect(denied.body == sample.text(body("other", template)).text)
        #expect(denied.counts == RestorationCounts(withheld: 1))
    }

    @Test("A tool that was declared under a replaced name is known by its own")
    func replacedToolName() throws {
        let template =
            #"{"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"{E}","arguments":"{\"a\":\"[{E}]\"}"}}]}}]}"#
        let restored = try restore(template, declared: [SampleView.emailValue])
        #expect(restored.body.contains(#""name":"ivan@example.org","arguments":"{\"a\":\"ivan@example.org\"}""#))
        #expect(restored.counts == RestorationCounts(restored: 2))
    }

    @Test("In an answer that was asked for as JSON values are escaped for its strings")
    func jsonAnswer() throws {
        let template =
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":"{\"name\":\"[{P}]\"}"}}]}"#
        let restored = try restore(template, answersInJSON: true)
        #expect(restored.body.contains(#"{\"name\":\"Иван \\\"Ваня\\\"\\nПетров 👩‍👩‍👧\"}"#))
    }

    @Test("Log probabilities spell the token a second time, so they go")
    func logprobs() throws {
        let restored = try restore(
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":"x"},"logprobs":{"content":[{"token":"[PERSON"}]}}]}"#
        )
        #expect(!restored.body.contains("PERSON"))
    }
}
