// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

/// Every way the file can fail is an error, and nothing the vault said before becomes untrue.
@Suite struct FailureTests {
    @Test func aFullStoreRefusesNewValuesAndKeepsTheOldOnes() async throws {
        let fixture = try await TemporaryVault(settings: SQLiteSettings(maxBytes: 256 * 1024))
        var tokens: [Token] = []
        var failure: VaultError?
        for turn in 0..<1_000 where failure == nil {
            do throws(VaultError) {
                let entries = (0..<10).map { VaultEntry.person("Person \(turn) \($0)") }
                tokens += try await fixture.vault.tokenize(entries, in: fixture.scope())
            } catch {
                failure = error
            }
        }
        #expect(failure?.code == .unavailable)
        #expect(failure?.storeCode == .full)
        #expect(await fixture.store.probe() == false)
        #expect(tokens.count >= 100)
        #expect(try await fixture.vault.reveal(tokens, in: fixture.scope()).count == tokens.count)
    }

    @Test func aFileThatIsNoDatabaseIsRefused() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("vault.sqlite")
        try Data(repeating: 0x5A, count: 10_000).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: TokenStoreError(code: .damaged)) { try SQLiteTokenStore(path: path) }
    }

    @Test func aDamagedPageIsAnErrorAndNotAnAnswer() async throws {
        let fixture = try await TemporaryVault()
        let entries = (0..<500).map { VaultEntry.person("Person \($0)") }
        let tokens = try await fixture.vault.tokenize(entries, in: fixture.scope())
        try await fixture.store.checkpoint()
        let path = TemporaryVault.database(in: fixture.folder)
        var bytes = try #require(FileManager.default.contents(atPath: path))
        for index in stride(from: 4_096, to: bytes.count, by: 1) { bytes[index] ^= 0xA5 }
        let broken = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: fixture.folder.file("keys"), toPath: broken.file("keys"))
        try FileManager.default.createDirectory(
            atPath: broken.file("data"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try bytes.write(to: URL(filePath: TemporaryVault.database(in: broken)))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: TemporaryVault.database(in: broken))
        await #expect(throws: (any Error).self) {
            let vault = try await TemporaryVault(in: broken)
            _ = try await vault.vault.reveal(tokens, in: vault.scope())
        }
    }

    @Test func aStoreLockedByAnotherProcessIsBusyInTimeAndWellAfterwards() async throws {
        let fixture = try await TemporaryVault()
        let hasty = try hastyStore(of: fixture)
        let other = try holdLock(of: fixture)
        await #expect(throws: TokenStoreError(code: .busy)) { try await hasty.erase(Self.nowhere) }
        try other.close()
        #expect(try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope()).count == 1)
    }

    @Test func moreWaitingOperationsThanAllowedAreRefused() async throws {
        let fixture = try await TemporaryVault()
        let hasty = try hastyStore(of: fixture)
        let other = try holdLock(of: fixture)
        defer { try? other.close() }
        let codes = await withTaskGroup(of: TokenStoreError.Code?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do throws(TokenStoreError) {
                        _ = try await hasty.erase(Self.nowhere)
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.contains(.overloaded))
        #expect(codes.allSatisfy { $0 == .overloaded || $0 == .busy })
    }

    @Test func aStatementThatRunsTooLongIsStopped() async throws {
        let fixture = try await TemporaryVault()
        try RawVault(fixture).execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
            INSERT INTO tokens
            SELECT x'01', x'02', CAST(i AS BLOB), CAST(i AS BLOB), i % 999, 'X', 1, x'03', i, 1 FROM n
            """)
        let hasty = try SQLiteTokenStore(
            path: TemporaryVault.database(in: fixture.folder), settings: SQLiteSettings(timeLimit: .milliseconds(5)))
        await #expect(throws: TokenStoreError(code: .busy)) { try await hasty.statistics() }
        #expect(try await fixture.store.statistics().tokens == 300_000)
    }

    @Test func aLookAtAScopeThatTakesTooLongIsStoppedAndTheNextOneIsAnswered() async throws {
        let fixture = try await TemporaryVault()
        let tokens = try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
        try RawVault(fixture).execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
            INSERT INTO tokens
            SELECT x'01', x'02', CAST(i AS BLOB), CAST(i AS BLOB), 'X', 'X', 1, x'03', i, 9999999999 FROM n
            """)
        let hasty = try SQLiteTokenStore(
            path: TemporaryVault.database(in: fixture.folder), settings: SQLiteSettings(timeLimit: .milliseconds(5)))
        await #expect(throws: TokenStoreError(code: .busy)) {
            try await hasty.newest(10, in: ScopeReference(bytes: [1]), at: 1)
        }
        #expect(try await hasty.newest(10, in: Self.nowhere, at: 1).isEmpty)
        #expect(try await fixture.vault.contents(of: fixture.scope(), limit: 10).map(\.token) == tokens)
    }

    @Test func aDatabaseThatOthersMayReadIsRefused() async throws {
        let fixture = try await TemporaryVault()
        let path = TemporaryVault.database(in: fixture.folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: TokenStoreError(code: .failed)) { try SQLiteTokenStore(path: path) }
    }

    private static let nowhere = ScopeReference(bytes: [UInt8](repeating: 0, count: 16))

    /// A second store on the same file that has little patience and room for two.
    private func hastyStore(of fixture: TemporaryVault) throws -> SQLiteTokenStore {
        try SQLiteTokenStore(
            path: TemporaryVault.database(in: fixture.folder),
            settings: SQLiteSettings(maxPending: 2, timeLimit: .milliseconds(300)))
    }

    /// Another connection in the middle of a write, until it is closed.
    private func holdLock(of fixture: TemporaryVault) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(
            path: TemporaryVault.database(in: fixture.folder), configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        return queue
    }
}
