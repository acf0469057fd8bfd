// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import Vault

/// Ends an operation whose time is up: before its first statement where it waited too long for its turn, and inside
/// a statement that runs too long. An adapter over SQLite's progress handler, which GRDB does not offer; cancelling a
/// task would do as much, and cost two more tasks and a timer for every operation.
enum StatementDeadline {
    /// Virtual machine steps between two looks at the clock: a fraction of a millisecond.
    private static let steps: CInt = 10_000

    /// Runs `body` until the deadline; SQLite interrupts its statement there, and the transaction is rolled back.
    static func enforce<Answer>(
        _ deadline: ContinuousClock.Instant, on database: Database, _ body: () throws -> Answer
    ) throws -> Answer {
        // The connection is the database's own and open as long as it is lent to us.
        try unsafe enforce(deadline, onConnection: database.sqliteConnection, body)
    }

    /// The same for a connection that is not GRDB's. It is open until `body` has ended.
    static func enforce<Answer>(
        _ deadline: ContinuousClock.Instant, onConnection connection: SQLiteConnection?, _ body: () throws -> Answer
    ) throws -> Answer {
        guard ContinuousClock.now < deadline else { throw TokenStoreError(code: .busy) }
        var deadline = deadline
        // Safe: the handler runs on this thread, inside the closure the pointer is valid in, and is taken away
        // before the closure ends; the connection is open for as long.
        return try unsafe withUnsafeMutablePointer(to: &deadline) { pointer in
            unsafe sqlite3_progress_handler(
                connection, steps,
                { context in
                    guard let context = unsafe context else { return 0 }
                    let deadline = unsafe context.load(as: ContinuousClock.Instant.self)
                    return ContinuousClock.now < deadline ? 0 : 1
                }, pointer)
            defer { unsafe sqlite3_progress_handler(connection, 0, nil, nil) }
            return try body()
        }
    }
}
