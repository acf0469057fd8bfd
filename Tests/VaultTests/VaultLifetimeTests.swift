// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import Vault
import ZavesaTesting

@Suite struct VaultLifetimeTests {
    private static let day: Int64 = 24 * 3_600

    private func fixture(values: Int = 100, length: Int = 100) async throws -> TemporaryVault {
        try await TemporaryVault(
            limits: VaultLimits(valuesPerScope: values, valueLength: length, timeToLive: 30 * Self.day))
    }

    @Test func aValueEndsWithItsTimeAndHasAnotherTokenAfterwards() async throws {
        let fixture = try await fixture()
        let scope = fixture.scope()
        let tokens = try await fixture.vault.tokenize([.person("Anna", subject: "anna")], in: scope)
        fixture.clock.advance(by: 30 * Self.day - 1)
        #expect(try await fixture.vault.reveal(tokens, in: scope).count == 1)
        fixture.clock.advance(by: 1)
        #expect(try await fixture.vault.reveal(tokens, in: scope).isEmpty)
        #expect(try await fixture.vault.contents(of: scope, limit: 9).isEmpty)
        let again = try await fixture.vault.tokenize([.person("Anna", subject: "anna")], in: scope)
        #expect(again != tokens)
        #expect(try await fixture.vault.reveal(again, in: scope).count == 1)
    }

    @Test func useProlongsAValue() async throws {
        let fixture = try await fixture()
        let scope = fixture.scope()
        let tokens = try await fixture.vault.tokenize([.person("Anna"), .person("Boris")], in: scope)
        fixture.clock.advance(by: 20 * Self.day)
        #expect(try await fixture.vault.tokenize([.person("Anna")], in: scope) == [tokens[0]])
        fixture.clock.advance(by: 20 * Self.day)
        #expect(try await fixture.vault.reveal(tokens, in: scope).map(\.token) == [tokens[0]])
        #expect(try await fixture.vault.removeExpired(limit: 10).removed == 1)
    }

    @Test func aScopeHoldsNoMoreThanItMay() async throws {
        let fixture = try await fixture(values: 2)
        let scope = fixture.scope()
        _ = try await fixture.vault.tokenize([.person("A"), .person("B")], in: scope)
        await #expect(throws: VaultError(code: .limit)) {
            try await fixture.vault.tokenize([.person("A"), .person("C")], in: scope)
        }
        #expect(try await fixture.vault.tokenize([.person("B")], in: scope).count == 1)
        #expect(try await fixture.vault.tokenize([.person("C")], in: fixture.scope("two")).count == 1)
    }

    @Test func aValueIsNoLongerThanItMay() async throws {
        let fixture = try await fixture(length: 4)
        _ = try await fixture.vault.tokenize([.person("ABCD")], in: fixture.scope())
        await #expect(throws: VaultError(code: .limit)) {
            try await fixture.vault.tokenize([.person("ABCDE")], in: fixture.scope())
        }
    }

    @Test func anErasedScopeIsGoneAndOthersAreNot() async throws {
        let fixture = try await fixture()
        let (one, two) = (fixture.scope("one"), fixture.scope("two"))
        let gone = try await fixture.vault.tokenize([.person("A"), .person("B")], in: one)
        let kept = try await fixture.vault.tokenize([.person("A")], in: two)
        #expect(try await fixture.vault.eraseScope(one) == 2)
        #expect(try await fixture.vault.reveal(gone, in: one).isEmpty)
        #expect(try await fixture.vault.reveal(kept, in: two).count == 1)
        #expect(try await fixture.vault.eraseScope(one) == 0)
    }

    // Control: ZV-VLT-08
    @Test func anErasedSubjectIsGoneAndStartsAnew() async throws {
        let fixture = try await fixture()
        let scope = fixture.scope()
        let entries: [VaultEntry] = [
            .person("Anna", subject: "anna"), .person("Anne", subject: "anna"), .person("Boris", subject: "boris"),
        ]
        let tokens = try await fixture.vault.tokenize(entries, in: scope)
        #expect(try await fixture.vault.eraseSubject(Sensitive(Array("anna".utf8)), in: scope) == 2)
        #expect(try await fixture.vault.reveal(tokens, in: scope).map(\.token) == [tokens[2]])
        let again = try await fixture.vault.tokenize(entries, in: scope)
        #expect(again[0].family == again[1].family)
        #expect(again[0] != tokens[0] && again[1] != tokens[1] && again[2] == tokens[2])
        #expect(try await fixture.vault.eraseSubject(of: again[0], in: scope) == 2)
        #expect(try await fixture.vault.statistics().subjects == 1)
    }
}
