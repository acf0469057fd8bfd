// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

/// What somebody who can write to the database, and has no key, can make of it: nothing but an error.
///
/// Control: ZV-VLT-03
@Suite struct TamperingTests {
    private let fixture: TemporaryVault
    private let scope: Scope
    private let tokens: [Token]
    private let raw: RawVault

    init() async throws {
        fixture = try await TemporaryVault()
        scope = fixture.scope()
        tokens = try await fixture.vault.tokenize([.person("Anna", subject: "anna"), .person("Boris")], in: scope)
        raw = try RawVault(fixture)
    }

    /// `serial` and `expires` are not bound: they order and end records, and an end can always be brought about.
    @Test(arguments: [
        ("tokens", "sealed"), ("tokens", "fingerprint"), ("tokens", "type"), ("tokens", "label"),
        ("subjects", "wrapped_key"), ("subjects", "fingerprint"),
    ])
    func everyBitOfARowCounts(table: String, column: String) async throws {
        let family = Data(tokens[0].family.utf8)
        let original = try #require(
            try raw.blobs("SELECT CAST(\(column) AS BLOB) FROM \(table) WHERE family = x'\(hex(family))'").first)
        for bit in 0..<original.count * 8 {
            var changed = original
            changed[bit / 8] ^= 1 << (bit % 8)
            try set(table, column, to: changed, family)
            await #expect(throws: VaultError(code: .corrupt), "\(column) bit \(bit)") {
                try await fixture.vault.reveal([tokens[0]], in: scope)
            }
            await #expect(throws: VaultError(code: .corrupt), "\(column) bit \(bit)") {
                try await fixture.vault.contents(of: scope, limit: 10)
            }
        }
        try set(table, column, to: original, family)
        #expect(try await fixture.vault.reveal(tokens, in: scope).count == 2)
    }

    @Test func aRecordUnderAnotherTokenIsRefused() async throws {
        let other = try #require(Token(label: tokens[0].label, body: tokens[0].family + "0000"))
        try raw.execute("UPDATE tokens SET rest = x'30303030' WHERE family = ?", [Data(tokens[0].family.utf8)])
        #expect(try await fixture.vault.reveal([tokens[0]], in: scope).isEmpty)
        await #expect(throws: VaultError(code: .corrupt)) { try await fixture.vault.reveal([other], in: scope) }
    }

    @Test func exchangedValuesAreRefused() async throws {
        let sealed = try raw.blobs("SELECT sealed FROM tokens")
        for value in sealed {
            try raw.execute(
                "UPDATE tokens SET sealed = ? WHERE sealed <> ?", [Data(value), Data(value)])
            await #expect(throws: VaultError(code: .corrupt)) { try await fixture.vault.reveal(tokens, in: scope) }
        }
    }

    @Test func aValueThatPointsToAnotherRecordIsRefusedBeforeItsTokenGoesOut() async throws {
        let prints = try raw.blobs("SELECT fingerprint FROM tokens ORDER BY serial")
        try raw.execute("UPDATE tokens SET fingerprint = x'00' WHERE fingerprint = ?", [Data(prints[0])])
        try raw.execute("UPDATE tokens SET fingerprint = ? WHERE fingerprint = ?", [Data(prints[0]), Data(prints[1])])
        await #expect(throws: VaultError(code: .corrupt)) {
            try await fixture.vault.tokenize([.person("Anna")], in: scope)
        }
    }

    @Test func aRecordMovedToAnotherScopeIsRefused() async throws {
        let other = fixture.scope("two")
        _ = try await fixture.vault.tokenize([.email("a@b.example")], in: other)
        let references = try raw.blobs("SELECT scope FROM scopes")
        let home = try #require(try raw.blobs("SELECT scope FROM tokens WHERE type = 'PERSON'").first)
        let target = try #require(references.first { $0 != home })
        for table in ["subjects", "tokens"] {
            try raw.execute("UPDATE \(table) SET scope = ? WHERE scope = ?", [Data(target), Data(home)])
        }
        await #expect(throws: VaultError(code: .corrupt)) { try await fixture.vault.reveal(tokens, in: other) }
    }

    private func set(_ table: String, _ column: String, to bytes: [UInt8], _ family: Data) throws {
        let isText = ["type", "label"].contains(column)
        let value = isText ? "CAST(? AS TEXT)" : "?"
        try raw.execute("UPDATE \(table) SET \(column) = \(value) WHERE family = ?", [Data(bytes), family])
    }

    private func hex(_ data: Data) -> String {
        data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
