// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Limits
import Vault

/// Accounts of budgets in a SQLite file of their own, durable at every commit (synchronous FULL).
///
/// Names of scopes and sums; nothing of requests. For one process: a second one that shares the file would begin with what
/// the first may have used, and both together could use more.
package final class SQLiteBudgetStore: BudgetStore {
    private let queue: DatabaseQueue
    /// Periods that are kept of each budget, for those who look back.
    private static let keptPeriods = 64

    /// Opens the file, making it (0600, in a folder 0700) where there is none.
    package init(path: String) throws(BudgetError) {
        do {
            try PrivateFile.ensureFolder(PrivateFile.folder(of: path))
            _ = try PrivateFile.create(path, contents: [])
            try PrivateFile.checkFile(path)
            var configuration = Configuration()
            configuration.label = "zavesa.budgets"
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrator.migrate(queue)
        } catch {
            throw BudgetError(.unavailable)
        }
    }

    package func granted(_ key: BudgetKey) async throws(BudgetError) -> BudgetAmount? {
        do {
            return try await queue.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT tokens, micros FROM accounts WHERE budget = ? AND period = ?",
                    arguments: [key.budget, key.period]
                ).map { BudgetAmount(tokens: $0["tokens"], micros: $0["micros"]) }
            }
        } catch {
            throw BudgetError(.unavailable)
        }
    }

    package func raise(_ key: BudgetKey, to amount: BudgetAmount) async throws(BudgetError) {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO accounts (budget, period, tokens, micros) VALUES (:budget, :period, :tokens, :micros)
                    ON CONFLICT DO UPDATE SET tokens = max(tokens, :tokens), micros = max(micros, :micros)
                    """,
                arguments: Self.arguments(key, amount))
        }
    }

    package func settle(_ accounts: [BudgetKey: BudgetAmount]) async throws(BudgetError) {
        try await write { database in
            for (key, amount) in accounts {
                try database.execute(
                    sql: """
                        INSERT OR REPLACE INTO accounts (budget, period, tokens, micros)
                        VALUES (:budget, :period, :tokens, :micros)
                        """,
                    arguments: Self.arguments(key, amount))
                try database.execute(
                    sql: """
                        DELETE FROM accounts WHERE budget = :budget AND period NOT IN (
                            SELECT period FROM accounts WHERE budget = :budget ORDER BY period DESC LIMIT :kept)
                        """,
                    arguments: ["budget": key.budget, "kept": Self.keptPeriods])
            }
        }
    }

    private func write(_ body: @escaping @Sendable (Database) throws -> Void) async throws(BudgetError) {
        do {
            try await queue.write(body)
        } catch {
            throw BudgetError(.unavailable)
        }
    }

    private static func arguments(_ key: BudgetKey, _ amount: BudgetAmount) -> StatementArguments {
        ["budget": key.budget, "period": key.period, "tokens": amount.tokens, "micros": amount.micros]
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE accounts (
                        budget TEXT NOT NULL,
                        period TEXT NOT NULL,
                        tokens INTEGER NOT NULL,
                        micros INTEGER NOT NULL,
                        PRIMARY KEY (budget, period)
                    ) STRICT, WITHOUT ROWID
                    """)
        }
        return migrator
    }
}
