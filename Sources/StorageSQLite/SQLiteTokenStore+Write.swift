// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
package import Vault

extension SQLiteTokenStore {
    package func establish(_ key: WrappedVaultKey) async throws(TokenStoreError) -> WrappedVaultKey {
        try await write { database in
            if let kept = try VaultKeyRow.fetch(database) { return kept }
            try database.execute(
                sql: "INSERT INTO vault_keys (epoch, sealed) VALUES (?, ?)", arguments: [key.epoch, Data(key.sealed)])
            return key
        }
    }

    package func insert(
        _ change: TokenStoreChange, in scope: ScopeReference
    ) async throws(TokenStoreError) -> InsertOutcome {
        try await write { database in
            var outcome = InsertOutcome.stored
            try database.inSavepoint {
                outcome = try ScopeWriter(database, scope).apply(change)
                return outcome == .stored ? .commit : .rollback
            }
            return outcome
        }
    }

    package func erase(_ scope: ScopeReference) async throws(TokenStoreError) -> Int {
        let removed = try await write { try ScopeWriter($0, scope).eraseAll() }
        try await checkpoint()
        return removed
    }

    package func erase(family: [UInt8], in scope: ScopeReference) async throws(TokenStoreError) -> Int {
        let removed = try await write { try ScopeWriter($0, scope).erase(family: family) }
        try await checkpoint()
        return removed
    }

    package func removeExpired(at now: Int64, limit: Int) async throws(TokenStoreError) -> ExpirySweep {
        try await write { database in
            // A scope that turns out to have nothing to remove gets a later `due`, so every turn makes progress.
            let due = try Data.fetchAll(
                database, sql: "SELECT scope FROM scopes WHERE due <= ? ORDER BY due LIMIT ?",
                arguments: [now, limit + 1])
            var removed = 0
            var swept = 0
            for scope in due.prefix(limit) where removed < limit {
                removed += try ScopeWriter(database, ScopeReference(bytes: Array(scope))).sweep(at: now)
                swept += 1
            }
            return ExpirySweep(removed: removed, isComplete: swept == due.count)
        }
    }
}
