// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

@testable import Proxy

/// A connection has to lead where the operator says, and to whom.
@Suite struct UpstreamPinTests {
    /// The key of `TestCertificate`, as openssl prints it, and another one.
    private static let pin = "Qc18Ol0FtMkuLitWYl50WuommrDZYhKk+NLlsD7TjwI="
    private static let otherPin = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

    /// Answers of an upstream under `rules`, asked twice, and whether it got anything of a request.
    private func statuses(
        _ rules: String, host: String = "localhost", isEncrypted: Bool = true
    ) async throws -> (statuses: [Int], sent: Bool) {
        let folder = try TemporaryFolder()
        let file = folder.file("root.pem")
        try TestCertificate.root.write(toFile: file, atomically: true, encoding: .utf8)
        return try await RecordingUpstream.run(answering: Said.parrot, isEncrypted: isEncrypted) { upstream in
            let scheme = isEncrypted ? "https" : "http"
            let flag = "main=\(scheme)://\(host):\(upstream.port)/v1,country=RU,ca-file=\(file)" + rules
            return try await TestGateway.run(upstreams: [flag]) { gateway in
                var statuses: [Int] = []
                for _ in 0..<2 {
                    let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                    statuses.append(answer.status)
                }
                return (statuses, upstream.received("POST"))
            }
        }
    }

    @Test(arguments: ["", "sha256/"]) func aServerWithAKnownKeyIsTalkedTo(prefix: String) async throws {
        let result = try await statuses(",pin-sha256=\(Self.otherPin)|\(prefix)\(Self.pin)")
        #expect(result.statuses == [200, 200])
    }

    @Test func aServerWithAnotherKeyGetsNothingAlthoughItsCertificateIsValid() async throws {
        let result = try await statuses(",pin-sha256=\(Self.otherPin)")
        #expect(result.statuses == [503, 503])
        #expect(!result.sent)
    }

    @Test(arguments: [("127.0.0.0/8", true), ("127.0.0.1", true), ("10.0.0.0/8|192.0.2.0/24", false)], [true, false])
    func anAddressOutsideTheRangesIsRefused(ranges: (String, Bool), isEncrypted: Bool) async throws {
        let result = try await statuses(",addresses=\(ranges.0)", host: "127.0.0.1", isEncrypted: isEncrypted)
        #expect(result.statuses == (ranges.1 ? [200, 200] : [503, 503]))
        #expect(result.sent == ranges.1)
    }

    @Test func aNameThatLeadsOutsideIsRefusedAndTheNextUpstreamAsked() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { outside in
            try await RecordingUpstream.run(answering: Said.parrot) { inside in
                let flags = [
                    "a=http://localhost:\(outside.port)/v1,country=RU,addresses=192.0.2.0/24",
                    "b=\(inside.baseURL),country=RU",
                ]
                try await TestGateway.run(upstreams: flags) { gateway in
                    let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                    #expect(answer.status == 200)
                    #expect(!outside.received("POST") && inside.received("POST"))
                }
            }
        }
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("192.0.2.128/25", "192.0.2.200", true), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::1", "::1", true),
        ("::/0", "10.0.0.1", false), ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("fe80::/10", "fe80::1:2", true),
        ("fe80::/10", "fec0::1", false), ("192.0.2.1/32", "192.0.2.1", true), ("192.0.2.1/32", "192.0.2.2", false),
    ])
    func aRangeHoldsWhatItsPrefixSays(range: String, address: String, expected: Bool) throws {
        let address = try #require(IPAddress(address))
        #expect(try #require(AddressRange(range)).contains(address) == expected)
    }

    @Test(arguments: [
        "", "10", "10.0.0", "10.0.0.0.0", "10.0.0.256", "010.0.0.1", "10.0.0.1/33", "10.0.0.1/8", "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8", "example.org", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "2001:db8::g",
        "fe80::1%lo",
        "2001:db8::1/32", "::/129", "12345::", "1:2:3:4:5:6:7:1.2.3.4", "+1::", "-0::",
    ])
    func whatIsNoRangeIsNone(text: String) { #expect(AddressRange(text) == nil) }

    @Test(arguments: ["", "abc", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==", String(repeating: "g", count: 64)])
    func whatIsNoPinIsNone(text: String) { #expect(PublicKeyPin(text) == nil) }

    @Test func aPinMayBeWrittenInHexadecimal() {
        #expect(
            PublicKeyPin("41cd7c3a5d05b4c92e2e2b56625e745aea269ab0d96212a4f8d2e5b03ed38f02") == PublicKeyPin(Self.pin))
        #expect(PublicKeyPin(Self.pin) != nil)
    }
}
