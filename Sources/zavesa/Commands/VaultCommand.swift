// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import StorageSQLite
import Vault
import ZavesaApp

/// `zavesa vault`: the encrypted store of values.
struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault",
        abstract: "Back up, restore and count the encrypted store of values.",
        subcommands: [Backup.self, Restore.self, Stats.self])

    /// `zavesa vault backup FILE`
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Write a copy of the vault to a new file, also while the gateway runs.",
            discussion: """
                The copy holds ciphertext only. It is worth nothing without the root key, which is not in it: keep the keys
                folder apart. An existing file is not overwritten.
                """)

        @Argument(help: "The file to write.") var file: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            try await SQLiteTokenStore(path: data.layout.database).backup(to: file)
            print("Wrote \(file).")
        }
    }

    /// `zavesa vault restore FILE`
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore",
            abstract: "Replace the vault by a backup. Stop the gateway first.",
            discussion: """
                The backup is checked against the root key before anything is replaced. Values erased since the backup was
                made are there again and have to be erased again.
                """)

        @Argument(help: "The backup to read.") var file: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            try await SQLiteTokenStore.restore(
                from: file, to: data.layout.database, keys: RootKeyFile(path: data.layout.rootKey))
            print("Restored \(data.layout.database).")
        }
    }

    /// `zavesa vault stats`
    struct Stats: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stats", abstract: "Count what the vault holds; no values, no key needed.")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let statistics = try await SQLiteTokenStore(path: data.layout.database).statistics()
            print("scopes    \(statistics.scopes)")
            print("subjects  \(statistics.subjects)")
            print("tokens    \(statistics.tokens)")
            for (type, count) in statistics.tokensByType.sorted(by: { $0.key < $1.key }) {
                print("          \(count)  \(type)")
            }
            print("bytes     \(statistics.bytes)")
        }
    }
}
