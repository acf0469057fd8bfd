// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// What policy decides, as a caller sees it.
@Suite struct PolicyRouteTests {
    private func answer(
        upstreams: [String], yaml: String = "", _ body: String
    ) async throws -> (answer: HTTPAnswer, codes: [String]) {
        try await TestGateway.run(upstreams: upstreams, yaml: yaml) { gateway in
            let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(body) }
            return (answer, try await gateway.endedCodes())
        }
    }

    @Test func aForeignUpstreamThatIsNotNamedGetsNothing() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let result = try await answer(upstreams: ["us=\(upstream.baseURL),country=US"], Said.request())
            #expect(result.answer.status == 403)
            #expect(try ErrorAnswer(result.answer).error.code == "residency_no_route")
            #expect(result.answer.headers["x-should-retry"] == "false")
            #expect(result.codes == ["LLM003W"])
            #expect(upstream.receivedBytes.isEmpty)
        }
    }

    @Test func aForeignUpstreamThatIsNamedGetsTokens() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let result = try await answer(
                upstreams: ["us=\(upstream.baseURL),country=US,provider=far"],
                yaml: Far.providers + "policy: {foreign: {upstreams: [us]}}",
                Said.request())
            #expect(result.answer.status == 200)
            #expect(result.answer.bodyText.contains(Said.russian))
            #expect(Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
        }
    }

    @Test func aBlockedTypeEndsTheRequest() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let result = try await answer(
                upstreams: ["main=\(upstream.baseURL),country=RU"], yaml: "policy: {block: {types: [EMAIL]}}",
                Said.request())
            #expect(result.answer.status == 400)
            #expect(try ErrorAnswer(result.answer).error.code == "pii_policy_blocked")
            #expect(result.codes == ["LLM003W"])
            #expect(upstream.receivedBytes.isEmpty)
        }
    }

    @Test(arguments: ["structured", "none"])
    func whatIsNotSearchedInFullStaysInTheCountry(depth: String) async throws {
        let yaml = Far.providers + "policy: {foreign: {upstreams: [us]}}\ndetection: {depth: \(depth)}"
        let abroad = ",country=US,provider=far"
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let far = try await answer(
                upstreams: ["us=\(upstream.baseURL)\(abroad)"], yaml: yaml, Said.request("hello"))
            #expect(far.answer.status == 403)
            #expect(try ErrorAnswer(far.answer).error.code == "residency_no_route")
            #expect(upstream.receivedBytes.isEmpty)
            let home = try await answer(
                upstreams: ["us=\(upstream.baseURL)\(abroad)", "ru=\(upstream.baseURL),country=RU"], yaml: yaml,
                Said.request(Said.russian + ", СНИЛС 112-233-445 95"))
            #expect(home.answer.status == 200)
            #expect(home.answer.bodyText.contains(Said.russian))
            let sent = try Said.content(of: #require(upstream.requests.last))
            #expect(sent.contains(Said.values[0]))
            #expect(sent.contains(Said.values[1]) == (depth == "none"))
        }
    }

    @Test(arguments: [("RU", 200), ("US", 415)])
    func anImageStaysInTheCountry(country: String, status: Int) async throws {
        let body = """
            {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hello"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}
            """
        try await RecordingUpstream.run(answering: { _ in [.completion("ok")] }) { upstream in
            let result = try await answer(
                upstreams: ["main=\(upstream.baseURL),country=\(country)" + (country == "US" ? ",provider=far" : "")],
                yaml: Far.providers + "policy: {foreign: {upstreams: [main]}}", body)
            #expect(result.answer.status == status)
            #expect(upstream.requests.isEmpty == (status != 200))
        }
    }

    @Test(arguments: [false, true]) func dataOfTheModelsOwnMakingIsCountedAndPassed(stream: Bool) async throws {
        let said = "Write to anna.ivanova@example.com"
        let script: RecordingUpstream.Script = { _ in
            stream
                ? [.streamHead, .delta("Write to anna.iva"), .delta("nova@example.com"), .streamEnd, .close]
                : [.completion(said)]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request("hello", stream: stream))
                }
                #expect(answer.bodyText.contains("nova@example.com"))
                #expect(try await gateway.lastRecord().contains(#""produced":{"EMAIL":1}"#))
            }
        }
    }

    @Test(arguments: [false, true]) func dataOfTheModelsOwnMakingIsWithheldWherePolicySaysSo(stream: Bool) async throws
    {
        let script: RecordingUpstream.Script = { _ in
            stream
                ? [.streamHead, .delta("Write to anna.iva"), .delta("nova@example.com"), .streamEnd, .close]
                : [.completion("Write to anna.ivanova@example.com")]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            let result = try await answer(
                upstreams: ["main=\(upstream.baseURL),country=RU"], yaml: "policy: {answer: block}",
                Said.request("hello", stream: stream))
            #expect(result.answer.status == 400)
            #expect(try ErrorAnswer(result.answer).error.code == "pii_answer_blocked")
            #expect(!result.answer.bodyText.contains("anna"))
            #expect(result.codes == ["LLM001I", "LLM007W"])
        }
    }

    @Test(arguments: [false, true]) func anAnswerWithoutSuchDataPassesUnderThatPolicy(stream: Bool) async throws {
        let script: RecordingUpstream.Script = { _ in
            stream ? [.streamHead, .delta("All "), .delta("good"), .streamEnd, .close] : [.completion("All good")]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            let result = try await answer(
                upstreams: ["main=\(upstream.baseURL),country=RU"], yaml: "policy: {answer: block}",
                Said.request("hello", stream: stream))
            #expect(result.answer.status == 200)
            #expect(result.answer.bodyText.contains("good"))
            #expect(result.codes == ["LLM001I", "LLM002I"])
        }
    }
}
