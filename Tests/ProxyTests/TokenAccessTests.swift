// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PrivacyCore
import Testing
import ZavesaTesting

/// Tokens of an issuer at the door of a running gateway; its keys come over HTTPS.
@Suite struct TokenAccessTests {
    private static func claims(_ member: String = "") -> String {
        #"{"iss":"https://id.example.ru","aud":"zavesa","sub":"m.ivanova@example.ru","exp":4000000000\#(member)}"#
    }

    private static func settings(_ port: Int, _ folder: TemporaryFolder) throws -> String {
        try TestCertificate.root.write(toFile: folder.file("root.pem"), atomically: true, encoding: .utf8)
        return """
            access:
              jwt:
                issuer: https://id.example.ru
                audience: zavesa
                jwks_url: https://localhost:\(port)/keys
                ca_file: \(folder.file("root.pem"))
                claims: {roles: roles}
            """
    }

    private static func serving(_ issuer: TokenIssuer) -> RecordingUpstream.Script {
        { _ in
            guard let set = issuer.fetch() else { return [.json("{}", status: "503 Unavailable")] }
            return [.json(String(decoding: set, as: UTF8.self))]
        }
    }

    private func status(_ token: Sensitive<String>, _ gateway: TestGateway) async throws -> Int {
        try await RawClient.connect(to: gateway.port) { client in
            let header = token.expose { "authorization: Bearer \($0)" }
            try await client.send("GET /v1/models HTTP/1.1\r\nhost: a\r\n\(header)\r\n\r\n")
            return try await client.answer().status
        }
    }

    @Test func aTokenLetsInAndSaysNobodysNameInTheLog() async throws {
        let folder = try TemporaryFolder()
        let issuer = TokenIssuer("a")
        try await RecordingUpstream.run(answering: Self.serving(issuer), isEncrypted: true) { server in
            try await TestGateway.run(yaml: Self.settings(server.port, folder)) { gateway in
                let caller = try issuer.token(Self.claims(#","roles":["caller"]"#))
                #expect(try await status(caller, gateway) == 200)
                #expect(try await status(issuer.token(Self.claims()), gateway) == 401)
                #expect(try await status(TokenIssuer("a").token(Self.claims(#","roles":["caller"]"#)), gateway) == 401)
                let both = try issuer.token(Self.claims(#","roles":["operator","detokenizer"]"#))
                #expect(try await status(both, gateway) == 403)
                let records = try gateway.auditRecords().joined()
                #expect(records.contains("AUT002W") && records.contains("AUT006W"))
                #expect(!records.contains("ivanova"))
            }
        }
    }

    @Test func withoutTheIssuersKeysNobodyComesInAndTheAnswerSaysTryLater() async throws {
        let folder = try TemporaryFolder()
        let issuer = TokenIssuer("a")
        issuer.isUp = false
        try await RecordingUpstream.run(answering: Self.serving(issuer), isEncrypted: true) { server in
            try await TestGateway.run(yaml: Self.settings(server.port, folder)) { gateway in
                let token = try issuer.token(Self.claims(#","roles":["caller"]"#))
                let status = try await status(token, gateway)
                #expect(status == 503)
            }
        }
    }
}
