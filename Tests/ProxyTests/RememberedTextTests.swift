// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// A conversation comes whole with each request; what was searched once is not searched again, and nothing else changes.
@Suite struct RememberedTextTests {
    private static func remembered(_ gateway: TestGateway) -> String? {
        gateway.gateway.metrics.text.split(separator: "\n")
            .first { $0.hasPrefix("zavesa_pii_remembered_bytes_total ") }.map { String($0.split(separator: " ")[1]) }
    }

    private func ask(_ gateway: TestGateway, _ content: String) async throws -> HTTPAnswer {
        try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request(content)) }
    }

    @Test func theSameTextLeavesTheSameWayAndIsNotSearchedTwice() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                for _ in 0..<3 {
                    let answer = try await ask(gateway, Said.russian)
                    #expect(answer.bodyText.contains(Said.russian))
                }
                #expect(Set(upstream.requests.map(\.body)).count == 1)
                #expect(Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
                #expect(Self.remembered(gateway) == "\(2 * Said.russian.utf8.count)")
            }
        }
    }

    @Test func nothingIsRememberedWhereSettingsSayNone() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let upstreams = ["main=\(upstream.baseURL),country=RU"]
            try await TestGateway.run(upstreams: upstreams, yaml: "detection: {remembered: none}\n") { gateway in
                for _ in 0..<2 {
                    let answer = try await ask(gateway, Said.russian)
                    #expect(answer.bodyText.contains(Said.russian))
                }
                #expect(Self.remembered(gateway) ?? "0" == "0")
            }
        }
    }
}
