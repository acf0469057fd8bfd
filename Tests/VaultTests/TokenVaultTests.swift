// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import Vault
import ZavesaTesting

@Suite struct TokenVaultTests {
    private let fixture: TemporaryVault
    private var vault: TokenVault { fixture.vault }

    init() async throws { fixture = try await TemporaryVault() }

    @Test func valuesComeBackByteForByte() async throws {
        let values = ["Иван Петров", "", "محمد\u{200F}", "e\u{301}", "\u{E9}", "line\nbreak \"quote\"", "١٢٣456"]
        let scope = fixture.scope()
        let tokens = try await vault.tokenize(values.map { .person($0) }, in: scope)
        let revealed = try await vault.reveal(tokens, in: scope)
        let byToken = Dictionary(uniqueKeysWithValues: revealed.map { ($0.token, $0.value.expose { $0 }) })
        #expect(tokens.map { byToken[$0] } == values.map { Array($0.utf8) })
    }

    // Swift's `==` holds these equal; their bytes are not.
    @Test func canonicallyEquivalentSpellingsAreTwoValues() async throws {
        let tokens = try await vault.tokenize([.person("\u{E9}"), .person("e\u{301}")], in: fixture.scope())
        #expect(tokens[0] != tokens[1])
    }

    @Test func theSameValueHasTheSameTokenInAScope() async throws {
        let scope = fixture.scope()
        let first = try await vault.tokenize([.email("a@b.example"), .email("a@b.example")], in: scope)
        let second = try await vault.tokenize([.person("Anna"), .email("a@b.example")], in: scope)
        #expect(first[0] == first[1])
        #expect(second[1] == first[0])
    }

    @Test func theTypeIsPartOfTheValue() async throws {
        let tokens = try await vault.tokenize([.person("May"), .literal(Array("May".utf8))], in: fixture.scope())
        #expect(tokens[0].body != tokens[1].body)
    }

    // Control: ZV-VLT-04
    @Test func aTokenMeansNothingInAnotherScope() async throws {
        let home = fixture.scope()
        let tokens = try await vault.tokenize([.person("Anna")], in: home)
        let others = [
            fixture.scope("two"), fixture.scope(tenant: TenantID(rawValue: "other")),
            fixture.scope(caller: CallerID(rawValue: "other")), fixture.scope(domain: "upstream-b"),
        ]
        for other in others {
            #expect(try await vault.reveal(tokens, in: other).isEmpty)
            #expect(try await vault.contents(of: other, limit: 10).isEmpty)
            #expect(try await vault.tokenize([.person("Anna")], in: other) != tokens)
        }
        #expect(try await vault.reveal(tokens, in: home).count == 1)
    }

    @Test func unknownTokensAndOtherLabelsAreAbsent() async throws {
        let scope = fixture.scope()
        let token = try #require(try await vault.tokenize([.person("Anna")], in: scope).first)
        let email = try #require(TokenLabel("EMAIL"))
        let relabeled = try #require(Token(label: email, body: token.body))
        let unknown = try #require(Token(label: token.label, body: "00000000"))
        #expect(try await vault.reveal([unknown, relabeled], in: scope).isEmpty)
    }

    @Test func mentionsOfOneSubjectShareAFamilyAndNobodyElseDoes() async throws {
        let scope = fixture.scope()
        let tokens = try await vault.tokenize(
            [
                .person("Иванову", subject: "иванов"), .person("И. И. Иванов", subject: "иванов"),
                .person("Петров", subject: "петров"), .person("Сидоров"), .email("a@b.example"),
            ], in: scope)
        let later = try await vault.tokenize([.person("Ivanov", subject: "иванов")], in: scope)
        #expect(tokens[0].family == tokens[1].family)
        #expect(later[0].family == tokens[0].family)
        #expect(Set(tokens[1...].map(\.family)).count == 4)
        #expect(Set(tokens.map(\.body)).count == 5)
    }

    @Test func theNewestComeFirst() async throws {
        let scope = fixture.scope()
        let first = try await vault.tokenize([.person("A"), .person("B")], in: scope)
        let second = try await vault.tokenize([.person("C")], in: scope)
        let newest = try await vault.contents(of: scope, limit: 2)
        #expect(newest.map(\.token) == [second[0], first[1]])
        #expect(try await vault.contents(of: scope, limit: 0).isEmpty)
    }

    @Test func anEmptyBatchAsksNothingOfTheStore() async throws {
        #expect(try await vault.tokenize([], in: fixture.scope()).isEmpty)
        #expect(try await vault.reveal([], in: fixture.scope()).isEmpty)
        #expect(try await vault.statistics().scopes == 0)
    }
}
