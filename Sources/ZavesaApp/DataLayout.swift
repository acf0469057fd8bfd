// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where things lie in the folder that `--data` names.
///
/// The keys have a folder of their own, so that the vault can be backed up without them (DESIGN §6).
package struct DataLayout: Sendable, Equatable {
    /// The folder itself; 0700.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    package var keys: String { root + "/keys" }
    /// The root of the vault's key hierarchy.
    package var rootKey: String { keys + "/root.key" }
    /// The key of the audit log's references; not a key of the vault.
    package var auditKey: String { keys + "/audit.key" }
    /// The store of API keys, by their hashes; 0600. Beside `keys`, whose backups hold the vault's root.
    package var accessKeys: String { root + "/access/keys.yaml" }
    package var vault: String { root + "/vault" }
    package var database: String { vault + "/vault.sqlite" }
    /// What is used of the budgets.
    package var budgets: String { root + "/limits/budgets.sqlite" }
    /// The folder of audit segments.
    package var audit: String { root + "/audit" }
}
