// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// What operators see of requests: metrics by their standard names, and spans.
@Suite struct TelemetryTests {
    private static let traced = "telemetry: {otlp: {endpoint: \"http://127.0.0.1:9\", interval: 10m}}"
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    /// The page, once it says how long requests of this many took: that is counted after the answer.
    private func page(of gateway: TestGateway, requests: Int) async throws -> MetricsPage {
        while true {
            let page = MetricsPage(
                try await RawClient.connect(to: gateway.adminPort) { client in
                    try await client.send("GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n")
                    return try await client.answer().bodyText
                })
            if page.sum("zavesa_requests_total") >= Double(requests) { return page }
            await Task.yield()
        }
    }

    /// The spans of requests, once there are this many.
    private func spans(of gateway: TestGateway, requests: Int) async -> [TraceSpan] {
        var spans: [TraceSpan] = []
        while spans.count(where: { $0.kind == .server }) < requests {
            spans += gateway.gateway.spans.take(limit: 100)
            await Task.yield()
        }
        return spans
    }

    @Test func aRequestIsCountedByTheNamesOfTheConvention() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU,models=gpt-*=qwen"]) { gateway in
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(model: "gpt-secret"))
                }
                let page = try await page(of: gateway, requests: 1)
                let labels = [
                    "gen_ai_operation_name": "chat", "gen_ai_provider_name": "openai", "gen_ai_request_model": "gpt-*",
                    "gen_ai_response_model": "qwen", "server_address": "127.0.0.1",
                    "server_port": String(upstream.port), "error_type": "",
                ]
                for name in [
                    "gen_ai_server_request_duration_seconds", "gen_ai_client_operation_duration_seconds",
                    "gen_ai_client_operation_time_to_first_chunk_seconds",
                ] {
                    #expect(page.sum(name + "_count", labels) == 1, "\(name)")
                }
                for type in ["input", "output"] {
                    let counted = labels.merging(["gen_ai_token_type": type]) { $1 }.filter { $0.key != "error_type" }
                    #expect(page.sum("gen_ai_client_token_usage_sum", counted) == 1, "\(type)")
                }
                for phase in Phase.allCases {
                    #expect(
                        page.sum("zavesa_gateway_overhead_seconds_count", ["phase": phase.rawValue]) >= 1,
                        "\(phase.rawValue)")
                }
                #expect(
                    page.sum("zavesa_pii_entities_total", ["type": "EMAIL", "lang": "ru", "action": "tokenize"]) == 1)
                #expect(page.sum("zavesa_policy_decisions_total", ["country": "RU", "outcome": "allowed"]) == 1)
                #expect(page.sum("zavesa_guard_checks_total", ["phase": "request", "action": "mask"]) == 1)
                #expect(page.sum("zavesa_guard_checks_total", ["phase": "egress", "action": "allow"]) == 1)
                #expect(page.sum("zavesa_restore_total", ["result": "ok"]) == 3)
                #expect(page.sum("zavesa_vault_ops_seconds_count", ["operation": "tokenize"]) == 1)
                #expect(page.sum("zavesa_audit_write_seconds_count") == 2)
                #expect(page.sum("zavesa_audit_chain_height") >= 3)
                #expect(page.sum("zavesa_config_generation") == 1)
                // A model's name as the caller wrote it stands nowhere.
                #expect(!page.rows.contains { $0.labels.values.contains { $0.contains("secret") } })
            }
        }
    }

    @Test func aStreamIsTimedByItsPieces() async throws {
        let script: RecordingUpstream.Script = { request in
            let said = (try? Said.content(of: request)) ?? ""
            return [.streamHead, .delta("a"), .delta(said), .delta("[EMA"), .streamEnd, .close]
        }
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                _ = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request(stream: true)) }
                let page = try await page(of: gateway, requests: 1)
                #expect(page.sum("gen_ai_server_time_to_first_token_seconds_count") == 1)
                #expect(page.sum("zavesa_stream_added_ttft_seconds_count") == 1)
                #expect(page.sum("zavesa_stream_holdback_bytes_count") >= 1)
                #expect(page.sum("zavesa_guard_checks_total", ["phase": "answer", "mode": "fail_open"]) == 1)
            }
        }
    }

    @Test func refusalsAreCountedAlsoWhereNobodyWasAdmitted() async throws {
        try await TestGateway.run { gateway in
            _ = try await RawClient.connect(to: gateway.port) {
                try await $0.exchange("{}", to: "/v1/nothing/secret-path")
            }
            let page = try await page(of: gateway, requests: 1)
            #expect(page.sum("zavesa_requests_total", ["endpoint": "none", "status": "404"]) == 1)
            #expect(page.sum("zavesa_refusals_total", ["code": "not_found"]) == 1)
        }
    }

    @Test func durationsAreNamedWithoutUnitsWhereTheSettingsSaySo() async throws {
        try await TestGateway.run(yaml: "telemetry: {prometheus: {units: plain}}") { gateway in
            _ = try await RawClient.connect(to: gateway.port) {
                try await $0.exchange(Said.request(model: "zavesa-demo"))
            }
            let page = try await page(of: gateway, requests: 1)
            #expect(page.sum("gen_ai_server_request_duration_count") == 1)
            #expect(page.rows("gen_ai_server_request_duration_seconds_count").isEmpty)
        }
    }

    @Test func aTracedRequestHasASpanAStepAndAnExchange() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"], yaml: Self.traced) {
                gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(), headers: "traceparent: \(Self.parent)\r\n")
                }
                #expect(answer.status == 200)
                let spans = await spans(of: gateway, requests: 1)
                let parent = try #require(TraceParent(Self.parent))
                let server = try #require(spans.first { $0.kind == .server })
                #expect(server.name == "POST /v1/chat/completions")
                #expect(server.trace == parent.trace && server.parent == parent.span)
                let inner = spans.filter { $0.kind != .server }
                #expect(inner.allSatisfy { $0.trace == parent.trace && $0.parent == server.id })
                #expect(inner.allSatisfy { server.start <= $0.start && $0.start <= $0.end && $0.end <= server.end })
                #expect(
                    inner.filter { $0.kind == .internal }.map(\.name) == [
                        "zavesa.parse", "zavesa.detect", "zavesa.policy", "zavesa.route", "zavesa.mask", "zavesa.guard",
                        "zavesa.record", "zavesa.restore",
                    ])
                let exchange = try #require(inner.first { $0.kind == .client })
                #expect(exchange.name == "chat *")
                #expect(
                    exchange.attributes.contains { $0.name == "server.port" && $0.value == .integer(upstream.port) })
                // Nothing of the caller goes on unless the settings say so.
                #expect(upstream.requests.allSatisfy { $0.header("traceparent") == nil })
                for span in spans {
                    let said = "\(span.name) \(span.attributes)"
                    #expect(Said.probe.leaks(in: Array(said.utf8)).isEmpty)
                }
            }
        }
    }

    @Test func anUpstreamIsToldOfTheTraceWhereTheSettingsSaySo() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let yaml = "telemetry: {propagate: true, otlp: {endpoint: \"http://127.0.0.1:9\", interval: 10m}}"
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"], yaml: yaml) { gateway in
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(), headers: "traceparent: \(Self.parent)\r\n")
                }
                let told = try #require(TraceParent(upstream.requests.first?.header("traceparent") ?? ""))
                let exchange = try #require(await spans(of: gateway, requests: 1).first { $0.kind == .client })
                #expect(told.trace == exchange.trace && told.span == exchange.id)
            }
        }
    }

    @Test func withoutACollectorNothingIsKept() async throws {
        try await TestGateway.run { gateway in
            _ = try await RawClient.connect(to: gateway.port) {
                try await $0.exchange(
                    Said.request(model: "zavesa-demo"), headers: "traceparent: \(Self.parent)\r\n")
            }
            _ = try await page(of: gateway, requests: 1)
            #expect(gateway.gateway.spans.count == 0)
        }
    }

    @Test func eachUpstreamThatWasTriedHasItsExchange() async throws {
        let broken: RecordingUpstream.Script = { _ in [.json("{}", status: "503 Service Unavailable")] }
        try await RecordingUpstream.run(answering: broken) { first in
            try await RecordingUpstream.run(answering: Said.parrot) { second in
                let upstreams = ["first=\(first.baseURL),country=RU", "second=\(second.baseURL),country=RU"]
                try await TestGateway.run(upstreams: upstreams, yaml: Self.traced) { gateway in
                    _ = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                    let exchanges = await spans(of: gateway, requests: 1).filter { $0.kind == .client }
                    #expect(exchanges.map(\.isError) == [true, false])
                    let page = try await page(of: gateway, requests: 1)
                    #expect(page.sum("gen_ai_client_operation_duration_seconds_count", ["error_type": "503"]) == 1)
                    #expect(page.sum("gen_ai_client_operation_duration_seconds_count", ["error_type": ""]) == 1)
                    #expect(page.sum("gen_ai_server_request_duration_seconds_count", ["error_type": ""]) == 1)
                }
            }
        }
    }
}
