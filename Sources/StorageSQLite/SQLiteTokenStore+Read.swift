// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
package import Vault

/// A living token with its subject; the caller adds what finds it.
private let selectToken = """
    SELECT t.family, t.rest, t.fingerprint, t.type, t.label, t.epoch, t.sealed, t.expires,
        s.fingerprint AS subject_fingerprint, s.wrapped_key
    FROM tokens t JOIN subjects s ON s.scope = t.scope AND s.family = t.family
    WHERE t.scope = :scope AND t.expires > :now
    """

/// A subject that has a living token.
private let selectSubject = """
    SELECT s.family, s.fingerprint AS subject_fingerprint, s.wrapped_key FROM subjects s
    WHERE s.scope = :scope AND s.fingerprint = :fingerprint AND EXISTS (
        SELECT 1 FROM tokens t WHERE t.scope = s.scope AND t.family = s.family AND t.expires > :now)
    """

extension SQLiteTokenStore {
    package func records(
        matching fingerprints: TokenFingerprints, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> TokenMatches {
        try await read { database in
            let token = try database.cachedStatement(sql: selectToken + " AND t.fingerprint = :fingerprint")
            let tokens = try fingerprints.values.compactMap { fingerprint in
                try Row.fetchOne(token, arguments: arguments(scope, now, ["fingerprint": Data(fingerprint)]))
            }
            let subject = try database.cachedStatement(sql: selectSubject)
            let subjects = try fingerprints.subjects.compactMap { fingerprint in
                try Row.fetchOne(subject, arguments: arguments(scope, now, ["fingerprint": Data(fingerprint)]))
            }
            return TokenMatches(tokens: tokens.map(StoredToken.init), subjects: subjects.map(SubjectRecord.init))
        }
    }

    package func records(
        for bodies: [[UInt8]], in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: selectToken + " AND t.family = :family AND t.rest = :rest")
            return try Set(bodies).compactMap { body in
                let (family, rest) = TokenBody.split(body)
                let parts: StatementArguments = ["family": family, "rest": rest]
                return try Row.fetchOne(statement, arguments: arguments(scope, now, parts)).map(StoredToken.init)
            }
        }
    }

    package func newest(
        _ limit: Int, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: selectToken + " ORDER BY t.serial DESC LIMIT :limit")
            return try Row.fetchAll(statement, arguments: arguments(scope, now, ["limit": limit]))
                .map(StoredToken.init)
        }
    }

    package func vaultKey() async throws(TokenStoreError) -> WrappedVaultKey? {
        try await read(VaultKeyRow.fetch)
    }

    /// What SQLite says of how it keeps its promises: for a self-check at start, and for tests.
    package func durability() async throws(TokenStoreError) -> [String: String] {
        try await writeWithoutTransaction { database in
            try ["journal_mode", "synchronous", "secure_delete"].reduce(into: [:]) { answers, name in
                answers[name] = try String.fetchOne(database, sql: "PRAGMA \(name)")
            }
        }
    }

    package func statistics() async throws(TokenStoreError) -> TokenStoreStatistics {
        try await read { database in
            let types = try Row.fetchAll(database, sql: "SELECT type, COUNT(*) AS count FROM tokens GROUP BY type")
            let byType = types.map { row -> (String, Int) in (row["type"], row["count"]) }
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
            return TokenStoreStatistics(
                scopes: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM scopes WHERE living > 0") ?? 0,
                subjects: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM subjects") ?? 0,
                tokensByType: Dictionary(byType, uniquingKeysWith: +),
                bytes: pages * pageSize)
        }
    }
}

private func arguments(_ scope: ScopeReference, _ now: Int64, _ more: StatementArguments) -> StatementArguments {
    let common: StatementArguments = ["scope": Data(scope.bytes), "now": now]
    return common &+ more
}
