// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// How requests end early, and what is left in the log.
@Suite struct EndingTests {
    @Test(arguments: [false, true]) func aCallerThatLeavesEndsTheUpstreamsWork(stream: Bool) async throws {
        let arrived = Gate()
        let script: RecordingUpstream.Script = { _ in
            arrived.open()
            return stream ? [.streamHead, .delta("a"), .wait(Gate())] : [.wait(Gate())]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                try await RawClient.connect(to: gateway.port) { client in
                    try await client.post(Said.request(stream: stream), to: "/v1/chat/completions")
                    await arrived.wait()
                    if stream { #expect(try await client.read(until: "data: ")) }
                }
                await upstream.disconnected.wait()
                #expect(try await gateway.endedCodes() == ["LLM001I", "LLM008W"])
            }
        }
    }

    @Test func aStreamThatStandsStillIsEnded() async throws {
        let script: RecordingUpstream.Script = { _ in [.streamHead, .delta("a"), .wait(Gate())] }
        try await RecordingUpstream.run(answering: script) { upstream in
            let yaml = """
                upstreams: [{name: main, url: "\(upstream.baseURL)", country: RU, timeouts: {idle: 50ms}}]
                """
            try await TestGateway.run(yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(stream: true))
                }
                #expect(answer.bodyText.contains(#""code":"upstream_timeout""#))
                #expect(!answer.bodyText.contains("[DONE]"))
                await upstream.disconnected.wait()
                #expect(try await gateway.endedCodes() == ["LLM001I", "LLM007W"])
            }
        }
    }

    @Test func anAnswerThatTakesTooLongIsEnded() async throws {
        try await RecordingUpstream.run(answering: { _ in
            [.bytes(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".utf8)), .wait(Gate())]
        }) { upstream in
            let yaml = """
                upstreams: [{name: main, url: "\(upstream.baseURL)", country: RU, timeouts: {total: 50ms}}]
                """
            try await TestGateway.run(yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 504)
                #expect(try ErrorAnswer(answer).error.code == "upstream_timeout")
            }
        }
    }

    @Test func aStreamThatBreaksEndsWithAnErrorEvent() async throws {
        let script: RecordingUpstream.Script = { _ in
            let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            let event = RecordingUpstream.Step.deltaText("half")
            return [.bytes(Array((head + String(event.utf8.count, radix: 16) + "\r\n" + event + "\r\n").utf8)), .close]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(stream: true))
                }
                #expect(answer.bodyText.contains("half"))
                #expect(answer.bodyText.contains(#""code":"upstream_error""#))
                #expect(!answer.bodyText.contains("[DONE]"))
                #expect(try await gateway.endedCodes() == ["LLM001I", "LLM007W"])
            }
        }
    }

    @Test func anAnswerThatIsNotUnderstoodIsNotPassedOn() async throws {
        try await RecordingUpstream.run(answering: { _ in [.json("not json at all")] }) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 502)
                #expect(!answer.bodyText.contains("not json"))
            }
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let script: RecordingUpstream.Script = { _ in
            [.bytes(Array("HTTP/1.1 307 Go\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n".utf8))]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 502)
                #expect(upstream.requests.count == 1)
            }
        }
    }

    @Test func theConnectionServesOnAfterAStream() async throws {
        try await TestGateway.run { gateway in
            try await RawClient.connect(to: gateway.port) { client in
                for _ in 0..<3 {
                    let answer = try await client.exchange(Said.request(stream: true, model: "zavesa-demo"))
                    #expect(answer.bodyText.hasSuffix("data: [DONE]\n\n"))
                }
            }
        }
    }
}
