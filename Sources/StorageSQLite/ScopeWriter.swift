// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import Vault

/// Writes one scope's rows inside a transaction.
struct ScopeWriter {
    private let database: Database
    private let scope: Data

    init(_ database: Database, _ scope: ScopeReference) {
        self.database = database
        self.scope = Data(scope.bytes)
    }

    /// Applies a change, or says why not; the caller rolls back then.
    func apply(_ change: TokenStoreChange) throws -> InsertOutcome {
        if let due = try due(), due <= change.now { _ = try sweep(at: change.now) }
        let counts = try counts()
        guard counts.living + change.newTokens.count <= change.maxTokens else { return .full }
        let taken = try insert(change.newSubjects)
        guard taken.isEmpty else { return .conflict(takenFamilies: taken) }
        let isFirst =
            try hasAll(change.requiredSubjects)
            && insert(change.newTokens, from: counts.issued, expires: change.expires)
            && refresh(change.refreshed, expires: change.expires)
        guard isFirst else { return .conflict(takenFamilies: []) }
        try count(change)
        return .stored
    }

    /// Removes what has expired and sets the time of the next look; returns the number of tokens removed.
    func sweep(at now: Int64) throws -> Int {
        try run("DELETE FROM tokens WHERE scope = ? AND expires <= ?", [scope, now])
        let removed = database.changesCount
        try run(
            """
            DELETE FROM subjects WHERE scope = ?1 AND NOT EXISTS (
                SELECT 1 FROM tokens t WHERE t.scope = ?1 AND t.family = subjects.family)
            """, [scope])
        try recount(removed)
        try run(
            """
            UPDATE scopes SET due = (SELECT MIN(expires) FROM tokens WHERE scope = ?1) WHERE scope = ?1 AND living > 0
            """, [scope])
        return removed
    }

    /// Removes the whole scope; returns the number of tokens removed.
    func eraseAll() throws -> Int {
        try run("DELETE FROM tokens WHERE scope = ?", [scope])
        let removed = database.changesCount
        try run("DELETE FROM subjects WHERE scope = ?", [scope])
        try run("DELETE FROM scopes WHERE scope = ?", [scope])
        return removed
    }

    /// Removes a subject, its key and its tokens; returns the number of tokens removed.
    func erase(family: [UInt8]) throws -> Int {
        try run("DELETE FROM tokens WHERE scope = ? AND family = ?", [scope, Data(family)])
        let removed = database.changesCount
        try run("DELETE FROM subjects WHERE scope = ? AND family = ?", [scope, Data(family)])
        try recount(removed)
        return removed
    }

    private func due() throws -> Int64? {
        let statement = try database.cachedStatement(sql: "SELECT due FROM scopes WHERE scope = ?")
        return try Int64.fetchOne(statement, arguments: [scope])
    }

    private func counts() throws -> (issued: Int, living: Int) {
        let statement = try database.cachedStatement(sql: "SELECT issued, living FROM scopes WHERE scope = ?")
        guard let row = try Row.fetchOne(statement, arguments: [scope]) else { return (0, 0) }
        return (row["issued"], row["living"])
    }

    /// Adds subjects; returns the families that were there already. A fingerprint that is there under another
    /// family counts for its new family too: whoever asked has to look again.
    private func insert(_ subjects: [SubjectRecord]) throws -> [[UInt8]] {
        var taken: [[UInt8]] = []
        for subject in subjects {
            try run(
                """
                INSERT INTO subjects (scope, family, fingerprint, wrapped_key) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, [scope, Data(subject.family), subject.fingerprint.map { Data($0) }, Data(subject.wrappedKey)])
            if database.changesCount == 0 { taken.append(subject.family) }
        }
        return taken
    }

    /// Whether every subject is there as given: one that was erased meanwhile must not get new tokens.
    private func hasAll(_ subjects: [SubjectRecord]) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT wrapped_key FROM subjects WHERE scope = ? AND family = ?")
        return try subjects.allSatisfy { subject in
            try Data.fetchOne(statement, arguments: [scope, Data(subject.family)]) == Data(subject.wrappedKey)
        }
    }

    private func insert(_ tokens: [TokenRecord], from serial: Int, expires: Int64) throws -> Bool {
        for (offset, token) in tokens.enumerated() {
            let (family, rest) = TokenBody.split(token.body)
            try run(
                """
                INSERT INTO tokens (scope, family, rest, fingerprint, type, label, epoch, sealed, serial, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                [
                    scope, family, rest, Data(token.fingerprint), token.type, token.label, token.epoch,
                    Data(token.sealed), serial + offset + 1, expires,
                ])
            guard database.changesCount == 1 else { return false }
        }
        return true
    }

    private func refresh(_ bodies: [[UInt8]], expires: Int64) throws -> Bool {
        for body in bodies {
            let (family, rest) = TokenBody.split(body)
            try run(
                "UPDATE tokens SET expires = ? WHERE scope = ? AND family = ? AND rest = ?",
                [expires, scope, family, rest])
            guard database.changesCount == 1 else { return false }
        }
        return true
    }

    private func count(_ change: TokenStoreChange) throws {
        try run(
            """
            INSERT INTO scopes (scope, due, issued, living) VALUES (?1, ?2, ?3, ?3)
            ON CONFLICT (scope) DO UPDATE SET due = MIN(due, ?2), issued = issued + ?3, living = living + ?3
            """, [scope, change.expires, change.newTokens.count])
    }

    /// Takes removed tokens off the count; a scope without any is removed itself.
    private func recount(_ removed: Int) throws {
        try run("UPDATE scopes SET living = living - ? WHERE scope = ?", [removed, scope])
        try run("DELETE FROM scopes WHERE scope = ? AND living <= 0", [scope])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
