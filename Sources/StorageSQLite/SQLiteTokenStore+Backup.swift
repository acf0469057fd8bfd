// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Vault

extension SQLiteTokenStore {
    /// Writes a copy of the store as it is now to a new file (0600), while the store goes on serving.
    ///
    /// The copy holds ciphertext and wrapped keys: it is worth nothing without the root key, which is not in it.
    /// What is erased later is still in it; it has to be deleted when its own time is over. An existing file is not
    /// overwritten.
    package func backup(to destination: String) async throws(TokenStoreError) {
        let temporary = PrivateFile.temporaryName(beside: destination)
        defer { try? PrivateFile.remove(temporary) }
        do {
            guard try PrivateFile.create(temporary, contents: []) else { throw TokenStoreError(code: .failed) }
            try await copy(to: temporary)
            guard try PrivateFile.publish(temporary, as: destination) else { throw TokenStoreError(code: .failed) }
        } catch {
            throw TokenStoreError(describing: error)
        }
    }

    /// Replaces the contents of the store at `path` with a backup. The backup is checked first, its pages, its
    /// version and its key against the root key; then everything is replaced in one transaction, or nothing.
    ///
    /// Values erased since the backup was made are there again and have to be erased again.
    package static func restore(
        from backup: String, to path: String, keys: any KeyProvider
    ) async throws(VaultError) {
        do {
            let source = try await openBackup(backup)
            guard let wrapped = try await source.read(VaultKeyRow.fetch) else { throw VaultError(code: .keyMissing) }
            try await TokenVault.check(wrapped, keys: keys)
            let store = try SQLiteTokenStore(path: path)
            try await store.writeWithoutTransaction { target in try source.read { try $0.backup(to: target) } }
            try await store.checkpoint()
        } catch let error as VaultError {
            throw error
        } catch {
            throw VaultError(code: .unavailable, storeCode: TokenStoreError(describing: error).code)
        }
    }

    /// Writes what the write-ahead file holds into the database and empties it, so that removed rows leave no bytes
    /// there. Where another process is reading, the next checkpoint does it.
    package func checkpoint() async throws(TokenStoreError) {
        try await writeWithoutTransaction { database in
            do {
                try database.checkpoint(.truncate)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                return
            }
        }
    }

    private func copy(to file: String) async throws(TokenStoreError) {
        try await readWithoutLimit { source in
            let queue = try DatabaseQueue(path: file)
            try queue.writeWithoutTransaction { target in
                try source.backup(to: target)
                // One file, without a write-ahead file beside it.
                try target.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try queue.close()
        }
    }

    /// Opens a backup for reading and checks that it is a whole vault of a version we know.
    private static func openBackup(_ path: String) async throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try await queue.read { database in
            let isWhole = try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"]
            let isCurrent = try Schema.migrator.hasCompletedMigrations(database)
            guard isWhole, isCurrent, try !Schema.migrator.hasBeenSuperseded(database) else {
                throw TokenStoreError(code: .damaged)
            }
        }
        return queue
    }
}
