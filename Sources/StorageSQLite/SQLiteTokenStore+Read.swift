// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
package import Vault

/// A living token with its subject, in the order `StoredToken.init` reads; ?1 is the scope and ?2 the time.
private let selectToken = """
    SELECT s.family, s.fingerprint, s.wrapped_key,
        t.rest, t.fingerprint, t.type, t.label, t.epoch, t.sealed, t.expires
    FROM tokens t JOIN subjects s ON s.scope = t.scope AND s.family = t.family
    WHERE t.scope = ?1 AND t.expires > ?2
    """

/// The newest of a scope, at most ?3. Put together once, not for every request.
let selectNewest =
    selectToken + """
         AND (t.family, t.rest) IN (
            SELECT family, rest FROM tokens WHERE scope = ?1 AND expires > ?2
            ORDER BY serial DESC LIMIT ?3)
        ORDER BY t.serial DESC
        """

/// A subject that has a living token, in the order `SubjectRecord.init` reads.
private let selectSubject = """
    SELECT s.family, s.fingerprint, s.wrapped_key FROM subjects s
    WHERE s.scope = ?1 AND s.fingerprint = ?3 AND EXISTS (
        SELECT 1 FROM tokens t WHERE t.scope = s.scope AND t.family = s.family AND t.expires > ?2)
    """

extension SQLiteTokenStore {
    package func records(
        matching fingerprints: TokenFingerprints, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> TokenMatches {
        try await read { database in
            let scope = Data(scope.bytes)
            let token = try database.cachedStatement(sql: selectToken + " AND t.fingerprint = ?3")
            let tokens = try fingerprints.values.compactMap { fingerprint in
                try Row.fetchOne(token, arguments: [scope, now, Data(fingerprint)]).map(StoredToken.init)
            }
            let subject = try database.cachedStatement(sql: selectSubject)
            let subjects = try fingerprints.subjects.compactMap { fingerprint in
                try Row.fetchOne(subject, arguments: [scope, now, Data(fingerprint)]).map(SubjectRecord.init)
            }
            return TokenMatches(tokens: tokens, subjects: subjects)
        }
    }

    package func records(
        for bodies: [[UInt8]], in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken] {
        try await read { database in
            let scope = Data(scope.bytes)
            let statement = try database.cachedStatement(sql: selectToken + " AND t.family = ?3 AND t.rest = ?4")
            return try Set(bodies).compactMap { body in
                let (family, rest) = TokenBody.split(body)
                return try Row.fetchOne(statement, arguments: [scope, now, family, rest]).map(StoredToken.init)
            }
        }
    }

    package func newest(
        _ limit: Int, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken] {
        try await readNewest { reader, deadline in
            try reader.rows(of: scope, at: now, limit: limit, until: deadline)
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

    /// How many values are kept. Reads an index from end to end: for now and then, not for each look at a page.
    package func tokenCount() async throws(TokenStoreError) -> Int {
        try await read { database in try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM tokens") ?? 0 }
    }
}
