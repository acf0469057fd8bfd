// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import Telemetry
import Testing
import ZavesaTesting

@Suite struct FallbackTests {
    /// A port on which nobody listens: it was ours a moment ago.
    private func closedPort() async throws -> Int {
        try await RecordingUpstream.run(answering: { _ in [] }) { $0.port }
    }

    @Test func theNextUpstreamAnswersWhenOneIsNotThere() async throws {
        let closed = try await closedPort()
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let upstreams = ["gone=http://127.0.0.1:\(closed)/v1,country=RU", "here=\(upstream.baseURL),country=RU"]
            try await TestGateway.run(upstreams: upstreams) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 200)
                #expect(answer.bodyText.contains(Said.russian))
                #expect(try await gateway.endedCodes() == ["LLM001I", "LLM009I", "LLM002I"])
                #expect(gateway.gateway.metrics.fallbacks.value("gone", "here", "upstream_unavailable") == 1)
            }
        }
    }

    @Test(arguments: ["500 Internal Server Error", "503 Service Unavailable"])
    func theNextUpstreamAnswersWhenOneFails(status: String) async throws {
        let broken: RecordingUpstream.Script = { _ in [.json(#"{"error":{"message":"no"}}"#, status: status)] }
        try await RecordingUpstream.run(answering: broken) { first in
            try await RecordingUpstream.run(answering: Said.parrot) { second in
                let upstreams = ["first=\(first.baseURL),country=RU", "second=\(second.baseURL),country=RU"]
                try await TestGateway.run(upstreams: upstreams) { gateway in
                    let answer = try await RawClient.connect(to: gateway.port) {
                        try await $0.exchange(Said.request())
                    }
                    #expect(answer.bodyText.contains(Said.russian))
                    #expect(Said.probe.leaks(in: first.receivedBytes + second.receivedBytes).isEmpty)
                }
            }
        }
    }

    @Test func theNextUpstreamAnswersWhenOneKeepsSilent() async throws {
        try await RecordingUpstream.run(answering: { _ in [.wait(Gate())] }) { silent in
            try await RecordingUpstream.run(answering: Said.parrot) { second in
                let yaml = """
                    upstreams:
                      - {name: silent, url: "\(silent.baseURL)", country: RU, timeouts: {connect: 50ms, first_byte: 50ms}}
                      - {name: second, url: "\(second.baseURL)", country: RU}
                    """
                try await TestGateway.run(yaml: yaml) { gateway in
                    let answer = try await RawClient.connect(to: gateway.port) {
                        try await $0.exchange(Said.request())
                    }
                    #expect(answer.bodyText.contains(Said.russian))
                    await silent.disconnected.wait()
                }
            }
        }
    }

    @Test func aModelIsCalledAsTheNextUpstreamCallsIt() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let closed = try await closedPort()
            let upstreams = [
                "gone=http://127.0.0.1:\(closed)/v1,country=RU,models=gpt-4o",
                "here=\(upstream.baseURL),country=RU,models=gpt-*=qwen-72b",
            ]
            try await TestGateway.run(upstreams: upstreams) { gateway in
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(model: "gpt-4o"))
                }
                #expect(upstream.received(#""model":"qwen-72b""#))
            }
        }
    }

    @Test func whenAllAreDownTheCallerMayTryAgain() async throws {
        let closed = try await closedPort()
        try await TestGateway.run(upstreams: ["gone=http://127.0.0.1:\(closed)/v1,country=RU"]) { gateway in
            let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
            #expect(answer.status == 503)
            #expect(try ErrorAnswer(answer).error.code == "upstream_unavailable")
            #expect(answer.headers["x-should-retry"] == "true")
            #expect(try await gateway.endedCodes() == ["LLM001I", "LLM007W"])
        }
    }

    /// Errors end in logs, so their tokens stay tokens.
    @Test func anErrorOfTheLastUpstreamIsPassedOnWithItsTokens() async throws {
        let limited: RecordingUpstream.Script = { request in
            let said = (try? Said.content(of: request)) ?? ""
            return [.json(#"{"error":{"message":"slow down: \#(said)"}}"#, status: "429 Too Many Requests")]
        }
        try await RecordingUpstream.run(answering: limited) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 429)
                #expect(answer.bodyText.contains("slow down: "))
                #expect(answer.bodyText.contains("[EMAIL_"))
            }
        }
    }

    @Test func anErrorPageOfAnUpstreamIsReplaced() async throws {
        let page: RecordingUpstream.Script = { _ in
            let html = "<html>upstream internals</html>"
            let head =
                "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: \(html.utf8.count)\r\n\r\n"
            return [.bytes(Array((head + html).utf8))]
        }
        try await RecordingUpstream.run(answering: page) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 502)
                #expect(!answer.bodyText.contains("internals"))
                #expect(try ErrorAnswer(answer).error.code == "upstream_error")
            }
        }
    }
}
