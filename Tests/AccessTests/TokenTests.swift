// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Crypto
import Foundation
import PrivacyCore
import StrictYAML
import Testing
import ZavesaTesting

/// Bearer tokens: what lets somebody in, and every way of not getting in.
@Suite struct TokenTests {
    private static let now: Int64 = 1_800_000_000
    private static let good = #""iss":"https://id.example.ru","aud":"zavesa","sub":"billing","exp":1800000600"#

    private func verifier(_ issuer: TokenIssuer, _ yaml: String = "", times: KeySetCache.Times = .init()) throws
        -> TokenVerifier
    {
        let text = "{issuer: 'https://id.example.ru', audience: [zavesa, other], jwks_file: unused\(yaml)}"
        let rules = try TokenRules(YAMLNode(parsing: text, file: "test.yaml"))
        let cache = KeySetCache(allowing: rules.algorithms, times: times) { issuer.fetch() }
        return TokenVerifier(rules, cache: cache) { "u-\($0.utf8.count)" }
    }

    private func rejection(
        of token: Sensitive<String>, _ verifier: TokenVerifier, at now: Int64 = now
    ) async -> Rejection? {
        do throws(Rejection) {
            _ = try await verifier.principal(of: token, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test func aTokenOfTheIssuerNamesItsCaller() async throws {
        let issuer = TokenIssuer("a")
        let principal = try await verifier(issuer).principal(of: issuer.token("{\(Self.good)}"), at: Self.now)
        #expect(principal.caller == Caller(id: CallerID(rawValue: "u-7"), tenant: .default))
        #expect(principal.method == .token)
        let standard = try Rights()
        #expect(principal.rights == standard)
    }

    @Test func claimsSayTenantRolesAndPermissionsWhereTheOperatorSaysWhich() async throws {
        let issuer = TokenIssuer("a")
        let claims = ", claims: {caller: email, tenant: org.name, roles: realm_access.roles, permissions: scope}"
        let token = try issuer.token(
            """
            {\(Self.good),"email":"m.ivanova@example.ru","org":{"name":"acme"},\
            "realm_access":{"roles":["offline_access","caller"]},"scope":"openid chat restore metrics"}
            """)
        let principal = try await verifier(issuer, claims).principal(of: token, at: Self.now)
        #expect(principal.caller.tenant.rawValue == "acme")
        // A name that says who somebody is goes no further than here.
        #expect(principal.caller.id.rawValue == "u-20")
        #expect(principal.rights.permissions == [.chat, .restore])
    }

    @Test(arguments: [
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"a","exp":1799999000"#, Rejection.expired),
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"a"}"#, .refused),
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"a","exp":"1800000600""#, .refused),
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"a","exp":1e300"#, .refused),
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"a","exp":1800000600,"nbf":1800000100"#, .expired),
        (#""iss":"https://id.example.ru","aud":"else","sub":"a","exp":1800000600"#, .refused),
        (#""iss":"https://id.example.ru","aud":["else"],"sub":"a","exp":1800000600"#, .refused),
        (#""iss":"https://id.example.ru","sub":"a","exp":1800000600"#, .refused),
        (#""iss":"https://id.example.ru/","aud":"zavesa","sub":"a","exp":1800000600"#, .refused),
        (#""aud":"zavesa","sub":"a","exp":1800000600"#, .refused),
        (#""iss":"https://id.example.ru","aud":"zavesa","exp":1800000600"#, .refused),
        (#""iss":"https://id.example.ru","aud":"zavesa","sub":"","exp":1800000600"#, .refused),
    ])
    func aSignatureAloneLetsNobodyIn(claims: String, rejection: Rejection) async throws {
        let issuer = TokenIssuer("a")
        #expect(await self.rejection(of: try issuer.token("{\(claims)}"), try verifier(issuer)) == rejection)
    }

    /// RFC 8725 §2.1: the algorithm is not the token's to choose.
    @Test(arguments: ["none", "None", "HS256", "RS256", "ES384", "es256", ""])
    func anotherAlgorithmIsRefused(algorithm: String) async throws {
        let issuer = TokenIssuer("a")
        let token = try issuer.token("{\(Self.good)}", header: #"{"alg":"\#(algorithm)","kid":"a"}"#)
        #expect(await rejection(of: token, try verifier(issuer)) != nil)
        let unsigned = token.expose { $0.split(separator: ".").dropLast().joined(separator: ".") + "." }
        #expect(await rejection(of: Sensitive(unsigned), try verifier(issuer)) != nil)
    }

    /// The public key as the secret of an HMAC, and the issuer's own shared key.
    @Test(arguments: ["a", "shared"]) func aPublishedKeyIsNoSecretToSignWith(kid: String) async throws {
        let issuer = TokenIssuer("a")
        let head = TokenIssuer.base64URL(Data(#"{"alg":"HS256","kid":"\#(kid)"}"#.utf8))
        let signed = "\(head).\(TokenIssuer.base64URL(Data("{\(Self.good)}".utf8)))"
        for secret in [issuer.set, Array("secret".utf8)] {
            let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: secret))
            let token = Sensitive("\(signed).\(TokenIssuer.base64URL(Data(code)))")
            #expect(await rejection(of: token, try verifier(issuer)) == .refused)
        }
    }

    @Test(arguments: [
        #"{"alg":"ES256"}"#, #"{"alg":"ES256","kid":"b"}"#, #"{"alg":"ES256","kid":"a","crit":["exp"]}"#,
        #"{"kid":"a"}"#, "[]",
    ])
    func aHeaderThatSaysTooLittleOrTooMuchIsRefused(header: String) async throws {
        let issuer = TokenIssuer("a")
        let token = try issuer.token("{\(Self.good)}", header: header)
        #expect(await rejection(of: token, try verifier(issuer)) != nil)
    }

    @Test func anotherIssuersKeyOfTheSameNameIsRefused() async throws {
        let (issuer, forger) = (TokenIssuer("a"), TokenIssuer("a"))
        #expect(await rejection(of: try forger.token("{\(Self.good)}"), try verifier(issuer)) == .refused)
    }

    @Test(arguments: ["", ".", "..", "a.b.c", "eyJ.eyJ.", "ey..", String(repeating: "e", count: 20_000) + ".a.b"])
    func whatIsNoTokenIsRefused(text: String) async throws {
        #expect(await rejection(of: Sensitive(text), try verifier(TokenIssuer("a"))) == .refused)
    }

    /// Control: ZV-ACC-03
    @Test func rolesThatExcludeEachOtherAreRefused() async throws {
        let issuer = TokenIssuer("a")
        let token = try issuer.token("{\(Self.good),\"roles\":[\"operator\",\"detokenizer\"]}")
        let verifier = try verifier(issuer, ", claims: {roles: roles}")
        #expect(await rejection(of: token, verifier) == .exclusiveRoles)
    }

    @Test func aNewKeyIsFetchedWhenATokenNamesItAndTheOldOneEnds() async throws {
        let issuer = TokenIssuer("a")
        let verifier = try verifier(issuer)
        let old = try issuer.token("{\(Self.good)}")
        #expect(await rejection(of: old, verifier) == nil)
        issuer.rotate(to: "b")
        let new = try issuer.token("{\(Self.good)}")
        #expect(await rejection(of: new, verifier, at: Self.now + 11) == nil)
        #expect(await rejection(of: old, verifier, at: Self.now + 11) == .unknown)
    }

    /// Made-up names of keys do not become a flood at the issuer.
    @Test func theIssuerIsAskedSeldom() async throws {
        let issuer = TokenIssuer("a")
        let verifier = try verifier(issuer)
        for name in 0..<200 {
            let token = try issuer.token("{\(Self.good)}", header: #"{"alg":"ES256","kid":"x\#(name)"}"#)
            #expect(await rejection(of: token, verifier) == .unknown)
        }
        #expect(issuer.fetches == 1)
    }

    @Test func whileTheIssuerIsDownItsKeysCountForADayAndNoLonger() async throws {
        let issuer = TokenIssuer("a")
        let verifier = try verifier(issuer, ", leeway: 300s")
        let token = try issuer.token(Self.lasting)
        #expect(await rejection(of: token, verifier) == nil)
        issuer.isUp = false
        #expect(await rejection(of: token, verifier, at: Self.now + 86_399) == nil)
        #expect(await rejection(of: token, verifier, at: Self.now + 86_400) == .unavailable)
        issuer.isUp = true
        #expect(await rejection(of: token, verifier, at: Self.now + 86_500) == nil)
    }

    private static let lasting = #"{"iss":"https://id.example.ru","aud":"zavesa","sub":"a","exp":1900000000}"#

    @Test func anIssuerThatAnswersSlowlyKeepsNobodyWaitingWhoseKeyIsKnown() async throws {
        let (issuer, gate) = (TokenIssuer("a"), Gate())
        let text = "{issuer: 'https://id.example.ru', audience: zavesa, jwks_file: unused}"
        let rules = try TokenRules(YAMLNode(parsing: text, file: "test.yaml"))
        let cache = KeySetCache(allowing: rules.algorithms) {
            if issuer.fetches > 0 { await gate.wait() }
            return issuer.fetch()
        }
        let verifier = TokenVerifier(rules, cache: cache) { "u-\($0.utf8.count)" }
        let token = try issuer.token(Self.lasting)
        #expect(await rejection(of: token, verifier) == nil)
        #expect(await rejection(of: token, verifier, at: Self.now + 601) == nil)
        #expect(issuer.fetches == 1)
        gate.open()
    }

    /// A name that a key could have as well would make its owner another one's caller (P9).
    @Test(arguments: ["u-kmpa", "u-"]) func noKeyAndNoCertificateHasTheNameOfASubject(name: String) {
        let digest = String(repeating: "0", count: 64)
        #expect(throws: KeysFileError.self) { try KeyLines.entries(parsing: "\(name) acme sha256:\(digest)") }
        #expect(throws: DocumentError.self) {
            try CertificateMap(YAMLNode(parsing: "[{cn: a, caller: \(name)}]", file: "test.yaml"))
        }
    }

    @Test func anOperatorHoldsTheTokensOfAnIssuerToModelsDialectsAndPurposes() async throws {
        let issuer = TokenIssuer("a")
        let lists = ", models: ['small-*'], dialects: [openai], purposes: []"
        let rights = try await verifier(issuer, lists)
            .principal(of: issuer.token("{\(Self.good)}"), at: Self.now).rights
        #expect(rights.admits(model: "small-1") && !rights.admits(model: "large") && !rights.admits(model: nil))
        #expect(rights.admits(dialect: "openai") && !rights.admits(dialect: "ollama"))
        #expect(!rights.admits(purpose: "support"))
    }

    @Test func anIssuerThatWasNeverReachedLetsNobodyIn() async throws {
        let issuer = TokenIssuer("a")
        issuer.isUp = false
        #expect(await rejection(of: try issuer.token(Self.lasting), try verifier(issuer)) == .unavailable)
    }

    @Test(arguments: [
        ("jwks_url: 'http://id.example.ru/keys'", "https://"), ("algorithms: [none]", "expected one of"),
        ("algorithms: [HS256]", "did you mean"), ("jwks_file: a, jwks_url: 'https://a'", "either"),
        ("jwks_file: a, leeway: 10m", "300s"), ("jwks_file: a, audience: []", "expected the name"),
        ("jwks_file: a, isuer: b", "did you mean issuer?"),
    ])
    func whatWouldWeakenTheDoorIsNoSetting(member: String, expectation: String) {
        var yaml = "{issuer: 'https://id.example.ru', "
        if !member.contains("audience") { yaml += "audience: zavesa, " }
        if member.contains("algorithms") { yaml += "jwks_file: a, " }
        let error = #expect(throws: DocumentError.self) {
            try TokenRules(YAMLNode(parsing: yaml + member + "}", file: "test.yaml"))
        }
        #expect(error?.description.contains(expectation) == true)
    }
}
