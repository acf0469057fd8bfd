// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

@Suite struct PipelineTests {
    @Test func nothingRawLeavesAndEverythingComesBack() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 200)
                #expect(answer.bodyText.contains(Said.russian))
                #expect(Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
                #expect(upstream.requests.map(\.target) == ["/v1/chat/completions"])
            }
        }
    }

    @Test(arguments: [5, 97, 701]) func aStreamComesBackHoweverItIsCut(size: Int) async throws {
        let script: RecordingUpstream.Script = { request in
            let said = (try? Said.content(of: request)) ?? ""
            let events = said.unicodeScalars.map { RecordingUpstream.Step.deltaText(String($0)) }.joined()
            let bytes = Array(events.utf8)
            let pieces = stride(from: 0, to: bytes.count, by: size).map {
                RecordingUpstream.Step.bytes(Array(bytes[$0..<min($0 + size, bytes.count)]))
            }
            return [.streamHead] + pieces + [.streamEnd, .close]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(stream: true))
                }
                #expect(answer.status == 200)
                #expect(answer.headers["content-type"] == "text/event-stream; charset=utf-8")
                #expect(answer.headers["x-accel-buffering"] == "no")
                #expect(try StreamedContent(answer.bodyText).content == Said.russian)
                #expect(answer.bodyText.hasSuffix("data: [DONE]\n\n"))
                #expect(Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
            }
        }
    }

    @Test func theFirstPieceOfAStreamIsNotHeldBack() async throws {
        let gate = Gate()
        let script: RecordingUpstream.Script = { _ in
            [.streamHead, .delta("Привет"), .wait(gate), .delta("!"), .streamEnd, .close]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                try await RawClient.connect(to: gateway.port) { client in
                    try await client.post(Said.request(stream: true), to: "/v1/chat/completions")
                    #expect(try await client.read(until: "Привет"))
                    gate.open()
                    #expect(try await client.read(until: "[DONE]"))
                }
            }
        }
    }

    @Test func theDecisionIsDurableBeforeTheFirstByteLeaves() async throws {
        let gate = Gate()
        let arrived = Gate()
        let script: RecordingUpstream.Script = { _ in
            arrived.open()
            return [.wait(gate), .completion("ok")]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                try await RawClient.connect(to: gateway.port) { client in
                    try await client.post(Said.request(), to: "/v1/chat/completions")
                    await arrived.wait()
                    #expect(try gateway.requestCodes() == ["LLM001I"])
                    gate.open()
                    #expect(try await client.answer().status == 200)
                }
                #expect(try await gateway.endedCodes() == ["LLM001I", "LLM002I"])
            }
        }
    }

    @Test func headersOfTheCallerStayHere() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let headers = """
                    Authorization: Bearer sk-client-secret-1\r\nCookie: session=abc\r\nOpenAI-Organization: org-mine\r\n\
                    X-Forwarded-For: 10.1.2.3\r\nUser-Agent: my-app/7\r\nX-Zavesa-Conversation: case-77\r\n\
                    X-Stainless-OS: Linux\r\nTraceparent: 00-aa-bb-01\r\n
                    """
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(), headers: headers)
                }
                let names = try #require(upstream.requests.first).headers.map(\.name).sorted()
                #expect(
                    names == ["accept", "accept-encoding", "connection", "content-length", "content-type", "host"]
                        || names == ["accept", "accept-encoding", "content-length", "content-type", "host"])
                for secret in ["sk-client-secret-1", "session=abc", "org-mine", "10.1.2.3", "my-app", "case-77"] {
                    #expect(!upstream.received(secret))
                }
            }
        }
    }
}
