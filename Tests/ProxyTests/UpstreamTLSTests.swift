// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// TLS to an upstream is verified, always.
@Suite struct UpstreamTLSTests {
    private func answer(port: Int, options: String = "") async throws -> HTTPAnswer {
        let flag = "main=https://localhost:\(port)/v1,country=RU" + options
        return try await TestGateway.run(upstreams: [flag]) { gateway in
            try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
        }
    }

    @Test func anUpstreamThatNobodyVouchesForGetsNothing() async throws {
        try await RecordingUpstream.run(answering: Said.parrot, isEncrypted: true) { upstream in
            let answer = try await answer(port: upstream.port)
            #expect(answer.status == 503)
            #expect(try ErrorAnswer(answer).error.code == "upstream_unavailable")
            #expect(upstream.receivedBytes.isEmpty)
        }
    }

    @Test func aRootThatTheOperatorNamesIsTrusted() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("root.pem")
        try TestCertificate.root.write(toFile: file, atomically: true, encoding: .utf8)
        try await RecordingUpstream.run(answering: Said.parrot, isEncrypted: true) { upstream in
            let answer = try await answer(port: upstream.port, options: ",ca-file=\(file)")
            #expect(answer.status == 200)
            #expect(answer.bodyText.contains(Said.russian))
        }
    }

    @Test func anUpstreamThatDoesNotSpeakTLSGetsNothing() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let yaml = """
                upstreams:
                  - {name: main, url: "https://localhost:\(upstream.port)/v1", country: RU, timeouts: {connect: 100ms}}
                """
            try await TestGateway.run(yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 503)
                #expect(!upstream.received("POST"))
            }
        }
    }

    @Test func aProxyIsAskedForATunnelAndSeesNothingOfTheRequest() async throws {
        let refusing: RecordingUpstream.Script = { _ in
            [.bytes(Array("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n".utf8)), .close]
        }
        try await RecordingUpstream.run(answering: refusing) { proxy in
            let yaml = """
                upstreams:
                  - {name: main, url: "https://llm.example.ru/v1", country: RU, proxy: "http://127.0.0.1:\(proxy.port)"}
                """
            try await TestGateway.run(yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 503)
                #expect(proxy.requests.map(\.method) == ["CONNECT"])
                #expect(proxy.requests.map(\.target) == ["llm.example.ru:443"])
                #expect(!proxy.received("messages"))
            }
        }
    }

    @Test func throughATunnelTheUpstreamIsVerifiedAndAnswersManyRequestsOnOneConnection() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("root.pem")
        try TestCertificate.root.write(toFile: file, atomically: true, encoding: .utf8)
        try await RecordingUpstream.run(answering: Said.parrot, isEncrypted: true) { upstream in
            try await TunnelProxy.run { proxy in
                let yaml = """
                    upstreams:
                      - {name: main, url: "https://localhost:\(upstream.port)/v1", country: RU, ca_file: "\(file)",
                         proxy: "http://127.0.0.1:\(proxy.port)"}
                    """
                try await TestGateway.run(yaml: yaml) { gateway in
                    try await RawClient.connect(to: gateway.port) { client in
                        for _ in 0..<3 {
                            let answer = try await client.exchange(Said.request())
                            #expect(answer.status == 200)
                            #expect(answer.bodyText.contains(Said.russian))
                        }
                    }
                    #expect(upstream.requests.count == 3)
                    #expect(proxy.requests == ["CONNECT localhost:\(upstream.port) HTTP/1.1"])
                }
            }
        }
    }

    @Test func anUnencryptedProxyIsAskedForTheWholeURL() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { proxy in
            let yaml = """
                upstreams:
                  - {name: main, url: "http://llm.example.ru/v1", country: RU, proxy: "http://127.0.0.1:\(proxy.port)"}
                """
            try await TestGateway.run(yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 200)
                #expect(proxy.requests.map(\.target) == ["http://llm.example.ru/v1/chat/completions"])
                #expect(proxy.requests.first?.header("host") == "llm.example.ru")
            }
        }
    }

    @Test func theOperatorsKeyGoesToTheUpstreamAndNowhereElse() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("key")
        try "upstream-secret-key\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let flag = "main=\(upstream.baseURL),country=RU,key-file=\(file)"
            try await TestGateway.run(upstreams: [flag]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(upstream.requests.first?.header("authorization") == "Bearer upstream-secret-key")
                #expect(!answer.bodyText.contains("upstream-secret-key"))
                let written = try gateway.folder.allBytes()
                #expect(written.firstRange(of: Array("upstream-secret-key".utf8)) == nil)
            }
        }
    }
}
