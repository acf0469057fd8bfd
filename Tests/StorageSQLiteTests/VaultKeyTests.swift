// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

@Suite struct VaultKeyTests {
    @Test func aVaultWithoutItsKeyRefusesToOpenAndMakesNone() async throws {
        let fixture = try await usedVault()
        let path = fixture.folder.file("keys/root.key")
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: VaultError(code: .keyMissing)) { try await TemporaryVault(in: fixture.folder) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aVaultWithAnotherKeyRefusesToOpen() async throws {
        let fixture = try await usedVault()
        let other = try await usedVault()
        try exchange(fixture.folder.file("keys/root.key"), with: other.folder.file("keys/root.key"))
        await #expect(throws: VaultError(code: .keyWrong)) { try await TemporaryVault(in: fixture.folder) }
    }

    @Test func aKeyThatOthersMayReadIsRefused() async throws {
        let fixture = try await usedVault()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: fixture.folder.file("keys/root.key"))
        await #expect(throws: VaultError(code: .keyRefused)) { try await TemporaryVault(in: fixture.folder) }
    }

    @Test func recordsWithoutAVaultKeyAreNotGivenANewOne() async throws {
        let fixture = try await usedVault()
        try RawVault(fixture).execute("DELETE FROM vault_keys")
        await #expect(throws: VaultError(code: .keyMissing)) { try await TemporaryVault(in: fixture.folder) }
    }

    @Test func aChangedVaultKeyIsRefused() async throws {
        let fixture = try await usedVault()
        let raw = try RawVault(fixture)
        var sealed = try #require(try raw.blobs("SELECT sealed FROM vault_keys").first)
        sealed[sealed.count - 1] ^= 1
        try raw.execute("UPDATE vault_keys SET sealed = ?", [Data(sealed)])
        await #expect(throws: VaultError(code: .corrupt)) { try await TemporaryVault(in: fixture.folder) }
    }

    @Test func gatewaysThatStartTogetherAgreeOnTheKey() async throws {
        let folder = try TemporaryFolder()
        let tokens = try await withThrowingTaskGroup(of: [Token].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let fixture = try await TemporaryVault(in: folder)
                    return try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
                }
            }
            return try await group.reduce(into: Set<[Token]>()) { $0.insert($1) }
        }
        #expect(tokens.count == 1)
    }

    private func usedVault() async throws -> TemporaryVault {
        let fixture = try await TemporaryVault()
        _ = try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
        return fixture
    }

    private func exchange(_ path: String, with other: String) throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: other, toPath: path)
    }
}
