// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

@Suite struct BackupTests {
    private let fixture: TemporaryVault
    private let backup: String

    init() async throws {
        fixture = try await TemporaryVault()
        backup = fixture.folder.file("vault.backup")
    }

    private var path: String { TemporaryVault.database(in: fixture.folder) }
    private var keys: RootKeyFile { TemporaryVault.keys(in: fixture.folder) }

    @Test func aRestoredBackupHasWhatItHadAndNothingLater() async throws {
        let scope = fixture.scope()
        let before = try await fixture.vault.tokenize([.person("Anna"), .person("Boris")], in: scope)
        try await fixture.store.backup(to: backup)
        let after = try await fixture.vault.tokenize([.person("Clara")], in: scope)
        try await SQLiteTokenStore.restore(from: backup, to: path, keys: keys)
        let restored = try await TemporaryVault(in: fixture.folder)
        #expect(
            try await restored.vault.reveal(before + after, in: scope).map(\.token).sorted(by: bare)
                == before.sorted(by: bare))
        #expect(try await fixture.vault.reveal(before, in: scope).count == 2, "an open store sees it too")
    }

    @Test func aBackupIsOnePrivateFileWithoutValues() async throws {
        _ = try await fixture.vault.tokenize([.person("Anna Canary")], in: fixture.scope())
        try await fixture.store.backup(to: backup)
        let attributes = try FileManager.default.attributesOfItem(atPath: backup)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(names.sorted() == ["data", "keys", "vault.backup"])
        let contents = try #require(FileManager.default.contents(atPath: backup))
        #expect(!Array(contents).holds(Array("Canary".utf8)))
    }

    @Test func aBackupDoesNotOverwrite() async throws {
        try await fixture.store.backup(to: backup)
        await #expect(throws: TokenStoreError(code: .failed)) { try await fixture.store.backup(to: backup) }
    }

    @Test func aBackupOfAnotherKeyReplacesNothing() async throws {
        let tokens = try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
        let other = try await TemporaryVault()
        try await other.store.backup(to: backup)
        await #expect(throws: VaultError(code: .keyWrong)) {
            try await SQLiteTokenStore.restore(from: backup, to: path, keys: keys)
        }
        #expect(try await fixture.vault.reveal(tokens, in: fixture.scope()).count == 1)
    }

    @Test func aDamagedBackupReplacesNothing() async throws {
        let tokens = try await fixture.vault.tokenize((0..<300).map { .person("Person \($0)") }, in: fixture.scope())
        try await fixture.store.backup(to: backup)
        var bytes = try #require(FileManager.default.contents(atPath: backup))
        for index in stride(from: bytes.count / 2, to: bytes.count / 2 + 8_192, by: 3) { bytes[index] ^= 0x5A }
        try bytes.write(to: URL(filePath: backup))
        await #expect(throws: VaultError.self) {
            try await SQLiteTokenStore.restore(from: backup, to: path, keys: keys)
        }
        #expect(try await fixture.vault.reveal(tokens, in: fixture.scope()).count == 300)
    }

    @Test func aBackupRestoresIntoAnEmptyPlace() async throws {
        let tokens = try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
        try await fixture.store.backup(to: backup)
        let place = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: fixture.folder.file("keys"), toPath: place.file("keys"))
        try await SQLiteTokenStore.restore(
            from: backup, to: TemporaryVault.database(in: place), keys: TemporaryVault.keys(in: place))
        let restored = try await TemporaryVault(in: place)
        #expect(try await restored.vault.reveal(tokens, in: restored.scope()).count == 1)
    }

    private func bare(_ left: Token, _ right: Token) -> Bool { left.bare < right.bare }
}
