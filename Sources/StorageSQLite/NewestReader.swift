// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import Vault

/// A connection that asks one thing: what a scope's newest tokens are. Every request asks that, mostly of a scope that has
/// none, and what GRDB does around a statement (its pool, its cache of the schema, a value for each column) takes several
/// times what the statement does.
///
/// An adapter over SQLite's own calls. `@safe`: both handles live exactly as long as the object and are used only in its
/// methods; SQLite copies what is bound, and what it lends of a row is copied before the next step.
/// `@unchecked Sendable`: `NewestReaders` gives it to one caller at a time, whose thread alone is in it meanwhile; SQLite's
/// handles may move between threads.
@safe
final class NewestReader: @unchecked Sendable {
    private let connection: OpaquePointer
    private let statement: OpaquePointer

    /// Opens the file, which is there, to read it.
    init(path: String, sql: String, busyTimeout: Duration) throws {
        var opened: OpaquePointer?
        // A reader of a file in write-ahead mode writes its locks beside it, so the file is not opened read-only.
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        guard let connection = unsafe opened else { throw Self.error(code) }
        var prepared: OpaquePointer?
        do {
            try Self.check(code)
            try Self.check(unsafe sqlite3_busy_timeout(connection, CInt(busyTimeout / .milliseconds(1))))
            let settings = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF"
            try Self.check(unsafe sqlite3_exec(connection, settings, nil, nil, nil))
            let flags = CUnsignedInt(SQLITE_PREPARE_PERSISTENT)
            try Self.check(unsafe sqlite3_prepare_v3(connection, sql, -1, flags, &prepared, nil))
        } catch {
            unsafe sqlite3_close_v2(connection)
            throw error
        }
        guard let statement = unsafe prepared else { throw TokenStoreError(code: .failed) }
        unsafe self.connection = connection
        unsafe self.statement = statement
    }

    deinit {
        unsafe sqlite3_finalize(statement)
        unsafe sqlite3_close_v2(connection)
    }

    /// The rows of `scope` that live at `now`, in the order of the statement, at most `limit`.
    func rows(
        of scope: ScopeReference, at now: Int64, limit: Int, until deadline: ContinuousClock.Instant
    ) throws -> [StoredToken] {
        try unsafe StatementDeadline.enforce(deadline, onConnection: connection) {
            // Also ends the transaction that the statement is, so that the file can be tidied meanwhile.
            defer { unsafe sqlite3_reset(statement) }
            try bind(scope.bytes)
            try Self.check(unsafe sqlite3_bind_int64(statement, 2, now))
            try Self.check(unsafe sqlite3_bind_int64(statement, 3, Int64(limit)))
            var rows: [StoredToken] = []
            while true {
                switch unsafe sqlite3_step(statement) {
                case SQLITE_ROW: rows.append(row())
                case SQLITE_DONE: return rows
                case let code: throw Self.error(code)
                }
            }
        }
    }

    private func bind(_ scope: [UInt8]) throws {
        // Lends the bytes for the call, which copies them: that is what the last argument says.
        let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code = unsafe scope.withUnsafeBytes { bytes in
            unsafe sqlite3_bind_blob(statement, 1, bytes.baseAddress, CInt(bytes.count), copies)
        }
        try Self.check(code)
    }

    /// The columns of the subject, then rest, fingerprint, type, label, epoch, sealed and expires.
    private func row() -> StoredToken {
        let family = bytes(0)
        let fingerprint = unsafe sqlite3_column_type(statement, 1) == SQLITE_NULL ? nil : bytes(1)
        let subject = SubjectRecord(family: family, fingerprint: fingerprint, wrappedKey: bytes(2))
        let record = TokenRecord(
            body: family + bytes(3), fingerprint: bytes(4), type: String(decoding: bytes(5), as: UTF8.self),
            label: String(decoding: bytes(6), as: UTF8.self), epoch: Int(number(7)), sealed: bytes(8))
        return StoredToken(record: record, subject: subject, expires: number(9))
    }

    private func number(_ column: CInt) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

    /// Of a blob its bytes, of a text its UTF-8.
    private func bytes(_ column: CInt) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
        // SQLite says how many bytes there are after it was asked where they are.
        let count = unsafe Int(sqlite3_column_bytes(statement, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func check(_ code: CInt) throws {
        guard code == SQLITE_OK else { throw error(code) }
    }

    private static func error(_ code: CInt) -> TokenStoreError {
        TokenStoreError(describing: DatabaseError(resultCode: ResultCode(rawValue: code & 0xFF)))
    }
}
