// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

@testable import Proxy

/// Connections to upstreams are used again, as long as both sides want them.
@Suite struct UpstreamConnectionTests {
    private func ask(_ count: Int, _ script: @escaping RecordingUpstream.Script) async throws -> (
        statuses: [Int], requests: Int
    ) {
        try await RecordingUpstream.run(answering: script) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                var statuses: [Int] = []
                for _ in 0..<count {
                    statuses.append(
                        try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }.status)
                }
                return (statuses, upstream.requests.count)
            }
        }
    }

    /// A connection that rests says nothing of whether the upstream takes another one.
    @Test(.timeLimit(.minutes(1))) func aLookAtAnUpstreamOpensAConnectionOfItsOwn() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let client = try #require(
                OriginClient(
                    upstream.baseURL, proxy: nil, timeouts: UpstreamTimeouts(), roots: [], rules: ConnectionRules()))
            for number in 1...2 {
                let isAlive = try await client.answers(nil)
                #expect(isAlive)
                while upstream.connections < number { await Task.yield() }
            }
            client.close()
        }
    }

    @Test func anAnswerThatEndsTheConnectionIsFollowedByAnother() async throws {
        let result = try await ask(3) { request in
            let body = (try? Said.content(of: request)) ?? ""
            let json = #"{"choices":[{"index":0,"message":{"role":"assistant","content":"\#(body.count)"}}]}"#
            return [
                .bytes(Array("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n\(json)".utf8)), .close,
            ]
        }
        #expect(result.statuses == [200, 200, 200])
        #expect(result.requests == 3)
    }

    @Test func whatTheUpstreamSaysUnaskedEndsItsConnectionAndNothingElse() async throws {
        let result = try await ask(3) { request in
            Said.parrot(request) + [.bytes(Array("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nsay".utf8))]
        }
        #expect(result.statuses.count == 3)
        #expect(result.statuses.allSatisfy { $0 == 200 || $0 == 503 })
        #expect(result.statuses.first == 200)
    }

    @Test func anAnswerThatIsCutIsNoWholeOne() async throws {
        let result = try await ask(2) { _ in
            [
                .bytes(Array("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{".utf8)),
                .close,
            ]
        }
        #expect(result.statuses == [502, 502])
    }

    @Test(arguments: [
        ("https://api.example.org/v1", "api.example.org", 443, true, "/v1", "api.example.org"),
        ("http://127.0.0.1:8080/v1/", "127.0.0.1", 8080, false, "/v1", "127.0.0.1:8080"),
        ("http://[::1]:9", "::1", 9, false, "", "[::1]:9"),
    ])
    func aBaseURLSaysWhereAnUpstreamIs(
        url: String, host: String, port: Int, isSecure: Bool, path: String, authority: String
    ) throws {
        let origin = try #require(Origin(url))
        #expect(origin.host == host && origin.port == port && origin.isSecure == isSecure)
        #expect(origin.path == path && origin.authority == authority)
    }

    @Test(arguments: ["", "llm", "ftp://x/y", "https:///v1"])
    func whatIsNoBaseURLIsNone(url: String) { #expect(Origin(url) == nil) }
}
