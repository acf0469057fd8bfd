// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// What a user of these tests says: invented, in three languages.
private enum Said {
    static let russian = "Напишите Ольге Сергеевне Кузнецовой, o.kuznetsova@example.ru, +7 916 555-12-34"
    static let values = ["Ольге Сергеевне Кузнецовой", "o.kuznetsova@example.ru", "+7 916 555-12-34"]

    static func request(_ content: String = russian, stream: Bool = false, model: String = "test-model") -> String {
        #"{"model":"\#(model)","stream":\#(stream),"messages":[{"role":"user","content":"\#(content)"}]}"#
    }
}

/// The content of the user's message as the upstream got it.
private func content(of request: ReceivedRequest) throws -> String {
    struct Body: Decodable {
        struct Message: Decodable { let content: String }
        let messages: [Message]
    }
    return try #require(JSONDecoder().decode(Body.self, from: Data(request.body)).messages.last?.content)
}

/// Answers with what was said, whole.
private let parrot: RecordingUpstream.Script = { request in
    [.completion((try? content(of: request)) ?? "nothing")]
}

@Suite struct PipelineTests {
    @Test func nothingRawLeavesAndEverythingComesBack() async throws {
        try await RecordingUpstream.run(answering: parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 200)
                #expect(answer.bodyText.contains(Said.russian))
                #expect(LeakProbe(Said.values.map { Array($0.utf8) }).leaks(in: upstream.receivedBytes).isEmpty)
                #expect(upstream.requests.map(\.target) == ["/v1/chat/completions"])
            }
        }
    }

    @Test func aStreamComesBackWithTheSameContentForEverySplit() async throws {
        let script: RecordingUpstream.Script = { request in
            let said = (try? content(of: request)) ?? ""
            let events = said.unicodeScalars.map { RecordingUpstream.Step.deltaText(String($0)) }.joined()
            let bytes = Array(events.utf8)
            let pieces = stride(from: 0, to: bytes.count, by: 701).map {
                RecordingUpstream.Step.bytes(Array(bytes[$0..<min($0 + 701, bytes.count)]))
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
                #expect(LeakProbe(Said.values.map { Array($0.utf8) }).leaks(in: upstream.receivedBytes).isEmpty)
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
                #expect(try gateway.requestCodes() == ["LLM001I", "LLM002I"])
            }
        }
    }

    @Test func headersOfTheCallerStayHere() async throws {
        try await RecordingUpstream.run(answering: parrot) { upstream in
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
                #expect(names == ["accept", "accept-encoding", "connection", "content-length", "content-type", "host"]
                    || names == ["accept", "accept-encoding", "content-length", "content-type", "host"])
                for secret in ["sk-client-secret-1", "session=abc", "org-mine", "10.1.2.3", "my-app", "case-77"] {
                    #expect(!upstream.received(secret))
                }
            }
        }
    }
}

extension TestGateway {
    /// The codes of the records that belong to requests, in order.
    func requestCodes() throws -> [String] {
        struct Record: Decodable {
            let code: String
            let corr: String?
        }
        return try auditRecords().map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
            .filter { $0.corr != nil }.map(\.code)
    }
}

/// What the chunks of a chat stream say.
private struct StreamedContent {
    let content: String

    init(_ text: String) throws {
        struct Chunk: Decodable {
            struct Choice: Decodable {
                struct Delta: Decodable { let content: String? }
                let delta: Delta
            }
            let choices: [Choice]
        }
        content = try text.split(separator: "\n\n").filter { !$0.hasPrefix("data: [DONE]") }.map { event in
            try JSONDecoder().decode(Chunk.self, from: Data(event.dropFirst("data: ".count).utf8))
                .choices.compactMap(\.delta.content).joined()
        }.joined()
    }
}
