// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Telemetry
import Testing
import Vault
import ZavesaTesting

/// Paths, methods and keys.
@Suite struct RouteTests {
    private func get(_ path: String, port: Int, method: String = "GET", headers: String = "") async throws -> HTTPAnswer
    {
        try await RawClient.connect(to: port) { client in
            try await client.send("\(method) \(path) HTTP/1.1\r\nhost: a\r\n\(headers)\r\n")
            return try await client.answer()
        }
    }

    @Test(arguments: ["/", "/v1", "/v1/audio/speech", "/metrics", "/readyz", "/v1/chat/completions/x"])
    func anUnknownPathIsAnsweredInJSON(path: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await get(path, port: gateway.port)
            #expect(answer.status == 404)
            #expect(try ErrorAnswer(answer).error.code == "not_found")
        }
    }

    @Test func aWrongMethodIsAnsweredInJSON() async throws {
        try await TestGateway.run { gateway in
            let answer = try await get("/v1/chat/completions", port: gateway.port)
            #expect(answer.status == 405)
            #expect(try ErrorAnswer(answer).error.code == "method_not_allowed")
        }
    }

    @Test func theModelsThatAreNamedAreListed() async throws {
        let upstreams = [
            "a=http://127.0.0.1:9/v1,country=RU,models=one|two|gpt-*", "b=http://127.0.0.1:9/v1,country=RU,models=two",
        ]
        try await TestGateway.run(upstreams: upstreams) { gateway in
            let answer = try await get("/v1/models", port: gateway.port)
            #expect(answer.status == 200)
            #expect(answer.bodyText.contains(#""id":"one""#))
            #expect(answer.bodyText.components(separatedBy: #""id":"two""#).count == 2)
            #expect(!answer.bodyText.contains("gpt-"))
        }
    }

    @Test func healthIsOnBothPortsAndTheRestOnTheAdminPort() async throws {
        try await TestGateway.run { gateway in
            for port in [gateway.port, gateway.adminPort] {
                #expect(try await get("/healthz", port: port).status == 200)
            }
            #expect(try await get("/readyz", port: gateway.adminPort).status == 200)
            _ = try await RawClient.connect(to: gateway.port) {
                try await $0.exchange(Said.request(model: "zavesa-demo"))
            }
            let metrics = try await get("/metrics", port: gateway.adminPort)
            #expect(metrics.status == 200)
            let page = MetricsPage(metrics.bodyText)
            #expect(page.sum("zavesa_pii_entities_total", ["type": "EMAIL", "action": "tokenize"]) == 1)
            #expect(Said.probe.leaks(in: metrics.body).isEmpty)
            #expect(try await get("/v1/models", port: gateway.adminPort).status == 404)
        }
    }

    @Test func withKeysOnlyTheirHoldersAreServed() async throws {
        let folder = try TemporaryFolder()
        let digest = SHA256.hash(data: Array("key-of-app".utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            .joined()
        let line = "# callers\napp acme sha256:\(digest)\n"
        #expect(try PrivateFile.create(folder.file("keys"), contents: Array(line.utf8)))
        try await TestGateway.run(yaml: "keys_file: \(folder.file("keys"))") { gateway in
            let refused = try await get("/v1/models", port: gateway.port)
            #expect(refused.status == 401)
            #expect(try ErrorAnswer(refused).error.code == "invalid_api_key")
            let wrong = try await get("/v1/models", port: gateway.port, headers: "authorization: Bearer nope\r\n")
            #expect(wrong.status == 401)
            for header in ["authorization: Bearer key-of-app\r\n", "x-api-key: key-of-app\r\n"] {
                #expect(try await get("/v1/models", port: gateway.port, headers: header).status == 200)
            }
            #expect(try await get("/healthz", port: gateway.port).status == 200)
        }
    }
}
