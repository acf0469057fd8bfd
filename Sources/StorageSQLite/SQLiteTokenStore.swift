// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import Synchronization
package import Vault

/// The embedded token store: one SQLite file in write-ahead mode, durable at every commit (synchronous FULL).
///
/// Several processes may share the file. Reads run beside the writer; the operations themselves are in the
/// extensions, one file a concern.
package final class SQLiteTokenStore: TokenStore {
    /// The path of the database file.
    package let path: String

    let settings: SQLiteSettings
    private let pool: DatabasePool
    private let newest: NewestReaders
    private let pending = Mutex(0)
    /// Whether the last transaction could not be kept, as on a full disk.
    private let hasFailedToWrite = Mutex(false)

    /// Opens the file, making it (0600, in a folder 0700) where there is none, and brings its tables up to date.
    package init(path: String, settings: SQLiteSettings = SQLiteSettings()) throws(TokenStoreError) {
        self.path = path
        self.settings = settings
        do {
            try PrivateFile.ensureFolder(PrivateFile.folder(of: path))
            _ = try PrivateFile.create(path, contents: [])
            try PrivateFile.checkFile(path)
            pool = try Self.openTogether(path, settings)
            newest = NewestReaders {
                try NewestReader(path: path, sql: selectNewest, busyTimeout: settings.timeLimit)
            }
            guard try pool.read(Schema.migrator.hasBeenSuperseded) == false else {
                throw TokenStoreError(code: .damaged)
            }
        } catch {
            throw TokenStoreError(describing: error)
        }
    }

    /// Opens the file, and tries again a few times: of two gateways that make a new store at the same moment one may
    /// find it half made.
    private static func openTogether(_ path: String, _ settings: SQLiteSettings) throws -> DatabasePool {
        for _ in 0..<5 {
            if let pool = try? open(path, settings) { return pool }
            usleep(20_000)
        }
        return try open(path, settings)
    }

    private static func open(_ path: String, _ settings: SQLiteSettings) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration(settings))
        // GRDB sets NORMAL on its writer when it turns write-ahead mode on; a commit must outlive a power cut.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrator.migrate(pool)
        return pool
    }

    /// Runs a read on a snapshot, on the thread that asks: a read takes microseconds, and handing it to another thread
    /// and back takes more. Those who ask in a gateway have threads of their own for work that may wait.
    func read<Answer: Sendable>(
        _ body: (Database) throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        let deadline = ContinuousClock.now + settings.timeLimit
        return try await admit { try readHere(until: deadline, body) }
    }

    /// Asks what a scope's newest tokens are, on the thread that asks.
    func readNewest<Answer: Sendable>(
        _ body: (NewestReader, ContinuousClock.Instant) throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        let deadline = ContinuousClock.now + settings.timeLimit
        return try await admit { try newest.withReader { try body($0, deadline) } }
    }

    /// Not `async`, so that GRDB's readers of this thread are those that are called.
    private func readHere<Answer>(
        until deadline: ContinuousClock.Instant, _ body: (Database) throws -> Answer
    ) throws -> Answer {
        try pool.read { database in
            try StatementDeadline.enforce(deadline, on: database) { try body(database) }
        }
    }

    /// Runs a transaction; what it did is durable when this returns.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        let deadline = ContinuousClock.now + settings.timeLimit
        do {
            let answer = try await admit { [pool] in
                try await pool.write { database in
                    try StatementDeadline.enforce(deadline, on: database) { try body(database) }
                }
            }
            hasFailedToWrite.withLock { $0 = false }
            return answer
        } catch {
            hasFailedToWrite.withLock { $0 = true }
            throw error
        }
    }

    package func probe() async -> Bool {
        if hasFailedToWrite.withLock({ $0 }) { return await hasRoom() }
        return (try? await vaultKey()) != nil
    }

    /// Whether a change of the size of a request's goes onto the disk; what it wrote is taken back.
    private func hasRoom() async -> Bool {
        do {
            try await write { database in
                try database.execute(
                    sql: "CREATE TABLE IF NOT EXISTS probe (x); INSERT INTO probe VALUES (zeroblob(65536))")
            }
            try await write { try $0.execute(sql: "DROP TABLE IF EXISTS probe") }
            return true
        } catch {
            return false
        }
    }

    /// Runs a read that takes as long as it takes: copies.
    func readWithoutLimit<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        try await admit { [pool] in try await pool.read(body) }
    }

    /// Runs statements on the writer outside a transaction, for as long as they take: checkpoints and restores.
    func writeWithoutTransaction<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        try await admit { [pool] in try await pool.writeWithoutTransaction(body) }
    }

    /// Lets an operation in unless too many wait already.
    private func admit<Answer: Sendable>(
        _ operation: () async throws -> Answer
    ) async throws(TokenStoreError) -> Answer {
        let isAdmitted = pending.withLock { count in
            guard count < settings.maxPending else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw TokenStoreError(code: .overloaded) }
        defer { pending.withLock { $0 -= 1 } }
        do {
            return try await operation()
        } catch {
            throw TokenStoreError(describing: error)
        }
    }

    private static func configuration(_ settings: SQLiteSettings) -> Configuration {
        var configuration = Configuration()
        configuration.label = "zavesa.vault"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(settings.timeLimit / .seconds(1))
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF")
            guard let maxBytes = settings.maxBytes else { return }
            let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(max(1, maxBytes / pageSize))")
        }
        return configuration
    }
}
