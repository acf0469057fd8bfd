// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import StorageSQLite
import ZavesaTesting

/// The tables of a vault as somebody with the file, and no key, reads and changes them.
struct RawVault {
    private let queue: DatabaseQueue

    init(_ fixture: TemporaryVault) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        queue = try DatabaseQueue(
            path: TemporaryVault.database(in: fixture.folder), configuration: configuration)
    }

    /// The first column of every row, as bytes.
    func blobs(_ sql: String) throws -> [[UInt8]] {
        try queue.read { try Data.fetchAll($0, sql: sql) }.map { Array($0) }
    }

    /// Changes rows.
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    func close() throws { try queue.close() }
}
