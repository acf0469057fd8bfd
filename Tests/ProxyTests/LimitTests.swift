// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Limits
import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// Rates and budgets of a running gateway.
@Suite struct LimitTests {
    private static let budget = "limits: {budgets: [{per: month, tokens: 100000}]}\n"
    private static let silent: RecordingUpstream.Script = { _ in [.wait(Gate())] }

    /// What is used of the one budget once the request is over.
    private func used(_ gateway: TestGateway) async throws -> BudgetAmount {
        _ = try await gateway.endedCodes()
        let ledger = try #require(gateway.gateway.ledger)
        let budgets = gateway.gateway.snapshot.limits.budgets
        let standing = try #require(
            try await ledger.standings(of: budgets, at: Int(Date.now.timeIntervalSince1970)).first)
        #expect(standing.reserved == .zero)
        return standing.used
    }

    private func place(_ name: String, _ upstream: RecordingUpstream, _ more: String = "") -> String {
        "  - {name: \(name), url: '\(upstream.baseURL)', country: RU\(more)}\n"
    }

    private static let hurried = ", timeouts: {connect: 50ms, first_byte: 50ms}"

    @Test func theLongestAnswerThatCanBeAskedForIsAnsweredAndToldOf() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let yaml = "limits: {rates: {default: {tokens_per_minute: 1}}}\nupstreams:\n" + place("main", upstream)
            try await TestGateway.run(yaml: yaml) { gateway in
                let body =
                    #"{"model":"m","max_tokens":1000000000,"n":1000000000,"#
                    + #""messages":[{"role":"user","content":"hi"}]}"#
                let first = try await gateway.post(body, to: "/v1/chat/completions")
                #expect(first.status == 200)
                // As it stands with this request's own tokens.
                #expect(first.headers["x-ratelimit-reset-tokens"] == "3m0s")
                let second = try await gateway.post(body, to: "/v1/chat/completions")
                #expect(second.status == 429)
                #expect((Int(second.headers["retry-after"] ?? "") ?? 0) <= 180)
                #expect(second.headers["x-ratelimit-remaining-tokens"] == "0")
            }
        }
    }

    @Test func anAttemptThatKeptSilentCountsWhenAnotherUpstreamAnswers() async throws {
        try await RecordingUpstream.run(answering: Self.silent) { silent in
            try await RecordingUpstream.run(answering: Said.parrot) { second in
                let yaml =
                    Self.budget + "upstreams:\n" + place("silent", silent, Self.hurried) + place("second", second)
                try await TestGateway.run(yaml: yaml) { gateway in
                    let answer = try await gateway.post(Said.request("hello"), to: "/v1/chat/completions")
                    #expect(answer.status == 200)
                    // The answer itself says two.
                    let used = try await used(gateway)
                    #expect(used.tokens > 10)
                }
            }
        }
    }

    @Test func attemptsThatAllKeptSilentCount() async throws {
        try await RecordingUpstream.run(answering: Self.silent) { first in
            try await RecordingUpstream.run(answering: Self.silent) { second in
                let yaml =
                    Self.budget + "upstreams:\n" + place("first", first, Self.hurried)
                    + place("second", second, Self.hurried)
                try await TestGateway.run(yaml: yaml) { gateway in
                    let answer = try await gateway.post(Said.request("hello"), to: "/v1/chat/completions")
                    #expect(answer.status >= 500)
                    let used = try await used(gateway)
                    #expect(used.tokens > 20)
                }
            }
        }
    }

    @Test func anAnswerThatNobodyCanReadCountsByItsSize() async throws {
        let words = String(repeating: "word ", count: 400)
        try await RecordingUpstream.run(answering: { _ in [.json(words)] }) { upstream in
            try await TestGateway.run(yaml: Self.budget + "upstreams:\n" + place("main", upstream)) { gateway in
                let answer = try await gateway.post(Said.request("hello"), to: "/v1/chat/completions")
                #expect(answer.status == 502)
                let used = try await used(gateway)
                #expect(used.tokens > 400)
            }
        }
    }

    @Test func whatAnUpstreamRefusesCostsNothing() async throws {
        let refusal: RecordingUpstream.Script = { _ in
            [.json(#"{"error":{"message":"no"}}"#, status: "400 Bad Request")]
        }
        try await RecordingUpstream.run(answering: refusal) { upstream in
            try await TestGateway.run(yaml: Self.budget + "upstreams:\n" + place("main", upstream)) { gateway in
                let answer = try await gateway.post(Said.request("hello"), to: "/v1/chat/completions")
                #expect(answer.status == 400)
                let used = try await used(gateway)
                #expect(used == .zero)
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aDryRunThatARateRefusesIsToldInTheCallersDialectAndCounted() async throws {
        let yaml = "limits: {rates: {default: {requests_per_minute: 1}}}\n"
        try await TestGateway.run(yaml: yaml) { gateway in
            let body = #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"#
            var last: HTTPAnswer?
            for _ in 0..<2 {
                last = try await gateway.post(
                    body, to: "/v1/messages", headers: "x-zavesa-dry-run: true\r\nanthropic-version: 2023-06-01\r\n")
            }
            #expect(last?.status == 429 && last?.bodyText.contains(#""type":"error""#) == true)
            // It is counted once the caller has its answer; the test's time limit ends a wait in vain.
            let requests = gateway.gateway.metrics.requests
            while requests.value("privacy.preview", "429") == 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(requests.value("privacy.preview", "429") == 1)
        }
    }
}
