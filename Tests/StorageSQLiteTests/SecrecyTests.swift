// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

@Suite struct SecrecyTests {
    /// Every window of 8 bytes of the value is searched for.
    @Test func noPartOfAValueIsInAnyFile() async throws {
        let fixture = try await TemporaryVault()
        let canary = Array("Квазимодо Канарейкин, canary-7f3a@leak.example, +7 900 123-45-67".utf8)
        let subject = Array("канарейкин квазимодо".utf8)
        let entry = VaultEntry(
            value: Sensitive(canary), type: .person, label: .literal, subject: Sensitive(subject))
        _ = try await fixture.vault.tokenize([entry], in: fixture.scope("canary conversation"))
        let bytes = try fixture.folder.allBytes()
        #expect(bytes.count > 4_096)
        for secret in [canary, subject, Array("canary conversation".utf8)] {
            for start in 0...(secret.count - 8) {
                #expect(!bytes.holds(Array(secret[start..<start + 8])))
            }
        }
    }

    // Control: ZV-VLT-08
    @Test func anErasedSubjectLeavesNoBytesOfItsKey() async throws {
        let fixture = try await TemporaryVault()
        let scope = fixture.scope()
        _ = try await fixture.vault.tokenize([.person("Boris", subject: "boris")], in: scope)
        let raw = try RawVault(fixture)
        let before = try raw.blobs("SELECT wrapped_key FROM subjects")
        _ = try await fixture.vault.tokenize([.person("Anna", subject: "anna")], in: scope)
        let key = try #require(try raw.blobs("SELECT wrapped_key FROM subjects").first { !before.contains($0) })
        #expect(try fixture.folder.allBytes().holds(key))
        try raw.close()
        _ = try await fixture.vault.eraseSubject(Sensitive(Array("anna".utf8)), in: scope)
        #expect(try !fixture.folder.allBytes().holds(key))
    }

    @Test func lengthsShowOnlyInBlocksOfSixteen() async throws {
        let fixture = try await TemporaryVault()
        let scope = fixture.scope()
        let entries = (0..<48).map { VaultEntry.literal([UInt8](repeating: 65, count: $0)) }
        _ = try await fixture.vault.tokenize(entries, in: scope)
        #expect(Set(try RawVault(fixture).blobs("SELECT sealed FROM tokens").map(\.count)).count == 3)
    }

    @Test func equalValuesLookUnequalInTwoScopes() async throws {
        let fixture = try await TemporaryVault()
        for name in ["one", "two"] {
            _ = try await fixture.vault.tokenize([.person("Anna", subject: "anna")], in: fixture.scope(name))
        }
        let raw = try RawVault(fixture)
        #expect(Set(try raw.blobs("SELECT fingerprint FROM tokens")).count == 2)
        #expect(Set(try raw.blobs("SELECT fingerprint FROM subjects")).count == 2)
        #expect(Set(try raw.blobs("SELECT scope FROM scopes")).count == 2)
    }
}
