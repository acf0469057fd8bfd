// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// Paths that nobody here knows.
@Suite struct UnknownPathTests {
    private static let body =
        #"{"model":"m","query":"\#(Said.russian)","documents":[{"text":"\#(Said.values[1])","n":7}]}"#

    /// Says the whole body back, in a member of its own.
    private static let echo: RecordingUpstream.Script = { request in
        let body = #"{"results":\#(String(decoding: request.body, as: UTF8.self)),"id":"r"}"#
        return [
            .bytes(
                Array("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ".utf8)
                    + Array("\(body.utf8.count)\r\n\r\n\(body)".utf8))
        ]
    }

    private func answer(
        _ path: String, country: String = "RU", yaml: String, method: String = "POST",
        _ script: RecordingUpstream.Script? = nil
    ) async throws -> (answer: HTTPAnswer, received: [ReceivedRequest], leaks: Bool) {
        try await RecordingUpstream.run(answering: script ?? Self.echo) { upstream in
            try await TestGateway.run(
                upstreams: ["main=\(upstream.baseURL),country=\(country)" + (country == "US" ? ",provider=far" : "")],
                yaml: Far.providers + yaml
            ) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    guard method == "POST" else {
                        try await $0.send("\(method) \(path) HTTP/1.1\r\nhost: x\r\n\r\n")
                        return try await $0.answer()
                    }
                    return try await $0.exchange(Self.body, to: path)
                }
                return (answer, upstream.requests, !Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
            }
        }
    }

    private static let scan = "policy: {unknown_paths: scan, foreign: {upstreams: [main]}}"

    @Test func byDefaultTheyAreNotFound() async throws {
        let result = try await answer("/v1/rerank", yaml: "")
        #expect(result.answer.status == 404)
        #expect(result.received.isEmpty)
    }

    @Test(arguments: ["/v1/rerank", "/v1/fine_tuning/jobs/ft-1/events"])
    func wherePolicySaysSoTheyAreSearchedAndComeBack(path: String) async throws {
        let result = try await answer(path, yaml: Self.scan)
        #expect(result.answer.status == 200)
        #expect(result.received.map(\.target) == [path])
        #expect(!result.leaks)
        #expect(result.answer.bodyText == #"{"results":\#(Self.body),"id":"r"}"#)
    }

    @Test func theyStayInTheCountry() async throws {
        let result = try await answer("/v1/rerank", country: "US", yaml: Self.scan)
        #expect(result.answer.status == 415)
        #expect(result.received.isEmpty)
    }

    @Test(arguments: ["/v2/rerank", "/v1/../admin", "/v1//x", "/v1/", "/v1/%D0%98", "/v1/x?y=1&/../z", "/v1/.x"])
    func whatIsNoPathOfNamesIsNotPassedOn(path: String) async throws {
        let result = try await answer(path, yaml: Self.scan)
        // A query is no part of what is passed on.
        #expect(result.answer.status == (path.hasPrefix("/v1/x?") ? 200 : 404))
        #expect(result.received.allSatisfy { $0.target == "/v1/x" })
    }

    @Test func onlyPostsAreTaken() async throws {
        let result = try await answer("/v1/files", yaml: Self.scan, method: "DELETE")
        #expect(result.answer.status == 405)
        #expect(result.received.isEmpty)
    }

    @Test func eventsOfAStreamAreRestoredOneByOne() async throws {
        let script: RecordingUpstream.Script = { request in
            let event = #"data: {"note":\#(String(decoding: request.body, as: UTF8.self))}"#
            return [
                .bytes(Array("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n\(event)\n\n".utf8)), .close,
            ]
        }
        let result = try await answer("/v1/notes", yaml: Self.scan, script)
        #expect(result.answer.status == 200)
        #expect(result.answer.bodyText.contains(#"data: {"note":\#(Self.body)}"#))
        #expect(!result.leaks)
    }
}
