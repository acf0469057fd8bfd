// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import Vault
import ZavesaTesting

@Suite struct ScopeDeriverTests {
    private let fixture: TemporaryVault

    init() async throws { fixture = try await TemporaryVault() }

    private func opening(_ messages: String..., tenant: String = "t", caller: String = "c") -> Scope {
        fixture.vault.scopes.scope(
            tenant: TenantID(rawValue: tenant), caller: CallerID(rawValue: caller),
            of: .opening(messages.map { Sensitive(Array($0.utf8)) }))
    }

    private func named(_ name: String, kind: Scope.Kind = .conversation, caller: String = "c") -> Scope {
        fixture.vault.scopes.scope(
            kind, tenant: TenantID(rawValue: "t"), caller: CallerID(rawValue: caller),
            of: .named(Sensitive(Array(name.utf8))))
    }

    @Test func theSameConversationHasTheSameScope() {
        #expect(opening("Be brief.", "Hello") == opening("Be brief.", "Hello"))
        #expect(named("42") == named("42"))
        #expect(opening("Hello").key.count == 32)
    }

    @Test func whateverDiffersMakesAnotherScope() {
        let scopes = [
            opening("Be brief.", "Hello"), opening("Be brief.", "Hello", caller: "d"),
            opening("Be brief.", "Hello", tenant: "u"), opening("Be brief.Hello"), opening("Be brief.H", "ello"),
            opening("Hello"), opening("Hello", ""), named("Hello"), named("Hello", kind: .case),
            named("Hello", caller: "d"), fixture.vault.scopes.tenantScope(TenantID(rawValue: "t")),
        ]
        #expect(Set(scopes.map(\.key)).count == scopes.count)
    }

    @Test func anotherVaultNamesTheSameConversationDifferently() async throws {
        let other = try await TemporaryVault()
        #expect(fixture.scope("one").key != other.scope("one").key)
    }

    @Test func composedAndDecomposedLettersAreTwoConversations() {
        #expect(named("\u{E9}").key != named("e\u{301}").key)
    }
}
