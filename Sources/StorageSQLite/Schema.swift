// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The tables of the vault, by migration. A migration that was released is never changed.
///
/// Tables without rowid, each with at most one index beside its key: with random keys every further index is another
/// page to write. The scope stands first in every key, so a batch touches neighbouring pages.
///
/// - `scopes`: `due` is no later than the first expiry in the scope, so that a sweep reads only scopes that may have
///   something to remove; `issued` counts the tokens ever issued and gives their order; `living` counts rows.
/// - `tokens.body` is `family || rest`; the family is a column of its own for the key to the subject.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { database in try database.execute(sql: version1) }
        return migrator
    }

    private static let version1 = """
        CREATE TABLE vault_keys (
            epoch INTEGER PRIMARY KEY CHECK (epoch = 1),
            sealed BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE scopes (
            scope BLOB PRIMARY KEY NOT NULL,
            due INTEGER NOT NULL,
            issued INTEGER NOT NULL,
            living INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX scopes_due ON scopes (due);
        CREATE TABLE subjects (
            scope BLOB NOT NULL,
            family BLOB NOT NULL,
            fingerprint BLOB,
            wrapped_key BLOB NOT NULL,
            PRIMARY KEY (scope, family),
            UNIQUE (scope, fingerprint)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE tokens (
            scope BLOB NOT NULL,
            family BLOB NOT NULL,
            rest BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            type TEXT NOT NULL,
            label TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            serial INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            PRIMARY KEY (scope, family, rest),
            UNIQUE (scope, fingerprint),
            FOREIGN KEY (scope, family) REFERENCES subjects (scope, family) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        """
}
