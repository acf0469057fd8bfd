// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// A request that must be refused, and how.
struct BadInput: Sendable, CustomTestStringConvertible {
    let name: String
    let body: [UInt8]
    var headers = "content-type: application/json\r\n"
    let status: Int
    let code: String

    var testDescription: String { name }

    init(_ name: String, _ body: String, headers: String? = nil, _ status: Int, _ code: String) {
        self.init(name, Array(body.utf8), headers: headers, status, code)
    }

    init(_ name: String, _ body: [UInt8], headers: String? = nil, _ status: Int, _ code: String) {
        self.name = name
        self.body = body
        self.headers = headers ?? self.headers
        self.status = status
        self.code = code
    }

    static let all: [BadInput] = [
        BadInput("no body", "", 400, "invalid_body"),
        BadInput("not JSON", "hello", 400, "invalid_body"),
        BadInput(
            "broken JSON", #"{"model":"m","messages":[{"role":"user","content":"a@example.ru"}"#, 400, "invalid_body"),
        BadInput("two values", #"{"messages":[]}{"messages":[]}"#, 400, "invalid_body"),
        BadInput("an array", #"["o.kuznetsova@example.ru"]"#, 400, "invalid_body"),
        BadInput(
            "messages that are no list", #"{"model":"m","messages":"o.kuznetsova@example.ru"}"#, 400, "invalid_body"),
        BadInput(
            "invalid UTF-8",
            Array(#"{"messages":[{"role":"user","content":""#.utf8) + [0xC3, 0x28] + Array(#""}]}"#.utf8),
            400, "invalid_body"),
        BadInput(
            "a lone surrogate", #"{"messages":[{"role":"user","content":"\ud800"}]}"#, 400, "invalid_body"),
        BadInput(
            "the same key twice", #"{"messages":[{"role":"user","content":"a","content":"b"}]}"#, 400, "invalid_body"),
        BadInput(
            "the same key twice, escaped", #"{"messages":[{"role":"user","content":"a","\u0063ontent":"b"}]}"#, 400,
            "invalid_body"),
        BadInput(
            "a byte order mark", [0xEF, 0xBB, 0xBF] + Array(Said.request().utf8), 400, "invalid_body"),
        BadInput(
            "deep nesting", String(repeating: "[", count: 100_000), 422, "pii_scan_limit"),
        BadInput(
            "gzip", Array(Said.request().utf8),
            headers: "content-type: application/json\r\ncontent-encoding: gzip\r\n", 415, "unsupported_content"),
        BadInput(
            "an unknown content type", Array(Said.request().utf8), headers: "content-type: text/plain\r\n", 415,
            "unsupported_content"),
        BadInput("no content type", Array(Said.request().utf8), headers: "", 415, "unsupported_content"),
        BadInput(
            "a foreign charset", Array(Said.request().utf8),
            headers: "content-type: application/json; charset=windows-1251\r\n", 415, "unsupported_content"),
        BadInput(
            "an unknown content part",
            #"{"model":"m","messages":[{"role":"user","content":[{"type":"hologram","hologram":"x"}]}]}"#, 415,
            "unsupported_content"),
        BadInput("a model nobody serves", Said.request(model: "other"), 404, "model_not_found"),
    ]
}

@Suite struct BadInputTests {
    @Test(arguments: BadInput.all) func badInputIsRefusedInWordsAndNothingIsSent(input: BadInput) async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let flag = "main=\(upstream.baseURL),country=RU,models=test-model|m"
            try await TestGateway.run(upstreams: [flag]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { client in
                    let head = """
                        POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\n\(input.headers)\
                        content-length: \(input.body.count)\r\n\r\n
                        """
                    try await client.send(Array(head.utf8) + input.body)
                    return try await client.answer()
                }
                #expect(answer.status == input.status)
                #expect(try ErrorAnswer(answer).error.code == input.code)
                #expect(answer.headers["x-should-retry"] == "false")
                #expect(answer.headers["x-request-id"] != nil)
                #expect(Said.probe.leaks(in: answer.body).isEmpty)
                #expect(upstream.receivedBytes.isEmpty)
            }
        }
    }

    @Test func aBodyOf100MBIsRefused() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { client in
                    try await client.send(
                        "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
                            + "content-length: 104857600\r\n\r\n")
                    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
                    for _ in 0..<100 { try await client.send(megabyte) }
                    return try await client.answer()
                }
                #expect(answer.status == 413)
                #expect(try ErrorAnswer(answer).error.code == "body_too_large")
                #expect(upstream.receivedBytes.isEmpty)
            }
        }
    }

    @Test func aRefusalIsInTheLog() async throws {
        try await TestGateway.run { gateway in
            _ = try await RawClient.connect(to: gateway.port) { try await $0.exchange("{") }
            #expect(try await gateway.endedCodes() == ["LLM003W"])
            #expect(try await gateway.lastRecord().contains(#""reason":"invalid_body""#))
        }
    }
}
