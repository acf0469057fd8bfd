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

    @Test func aMarkIsForOneTextScopeAndUpstream() {
        let (scopes, here) = (fixture.vault.scopes, opening("Hello"))
        let mark = { (fields: [String], scope: Scope, upstream: String) in
            scopes.replayMark(of: fields.map { Array($0.utf8) }, in: scope, from: UpstreamID(rawValue: upstream))
        }
        #expect(mark(["a", "b"], here, "up") == mark(["a", "b"], opening("Hello"), "up"))
        let marks = [
            mark(["a", "b"], here, "up"), mark(["ab"], here, "up"), mark(["b", "a"], here, "up"),
            mark(["a", "b"], here, "other"), mark(["a", "b"], opening("Hi"), "up"),
            mark(["a", "b"], opening("Hello", caller: "d"), "up"),
            mark(["a", "b"], opening("Hello", tenant: "u"), "up"),
        ]
        #expect(Set(marks).count == marks.count && marks.allSatisfy { $0.count == 32 })
    }

    @Test func anotherVaultNamesTheSameConversationDifferently() async throws {
        let other = try await TemporaryVault()
        #expect(fixture.scope("one").key != other.scope("one").key)
    }

    @Test func composedAndDecomposedLettersAreTwoConversations() {
        #expect(named("\u{E9}").key != named("e\u{301}").key)
    }
}
