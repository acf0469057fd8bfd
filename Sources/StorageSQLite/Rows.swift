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
    /// Reads the columns `family`, `subject_fingerprint`, `wrapped_key`.
    init(_ row: Row) {
        let fingerprint: Data? = row["subject_fingerprint"]
        let family: Data = row["family"]
        let wrappedKey: Data = row["wrapped_key"]
        self.init(family: Array(family), fingerprint: fingerprint.map(Array.init), wrappedKey: Array(wrappedKey))
    }
}

extension StoredToken {
    /// Reads a row of the table `tokens` joined with its subject.
    init(_ row: Row) {
        let family: Data = row["family"]
        let rest: Data = row["rest"]
        let fingerprint: Data = row["fingerprint"]
        let sealed: Data = row["sealed"]
        let record = TokenRecord(
            body: Array(family + rest), fingerprint: Array(fingerprint), type: row["type"], label: row["label"],
            epoch: row["epoch"], sealed: Array(sealed))
        self.init(record: record, subject: SubjectRecord(row), expires: row["expires"])
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
