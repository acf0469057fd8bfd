// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import Vault

/// A token body as the table has it.
enum TokenBody {
    /// Characters of the family.
    static let familyLength = 4

    /// Family and rest of a body.
    static func split(_ body: [UInt8]) -> (family: Data, rest: Data) {
        (Data(body.prefix(familyLength)), Data(body.dropFirst(familyLength)))
    }
}

extension SubjectRecord {
    /// Reads the columns family, fingerprint and wrapped key, which stand first. By position: GRDB compares names in
    /// lower case, row after row.
    init(_ row: Row) {
        let family: Data = row[0]
        let fingerprint: Data? = row[1]
        let wrappedKey: Data = row[2]
        self.init(family: Array(family), fingerprint: fingerprint.map(Array.init), wrappedKey: Array(wrappedKey))
    }
}

extension StoredToken {
    /// Reads the columns of the subject, then rest, fingerprint, type, label, epoch, sealed and expires.
    init(_ row: Row) {
        let subject = SubjectRecord(row)
        let rest: Data = row[3]
        let fingerprint: Data = row[4]
        let sealed: Data = row[8]
        let record = TokenRecord(
            body: subject.family + rest, fingerprint: Array(fingerprint), type: row[5], label: row[6], epoch: row[7],
            sealed: Array(sealed))
        self.init(record: record, subject: subject, expires: row[9])
    }
}

/// The one row of `vault_keys`.
enum VaultKeyRow {
    static func fetch(_ database: Database) throws -> WrappedVaultKey? {
        guard let row = try Row.fetchOne(database, sql: "SELECT epoch, sealed FROM vault_keys") else { return nil }
        let sealed: Data = row["sealed"]
        return WrappedVaultKey(epoch: row["epoch"], sealed: Array(sealed))
    }
}
