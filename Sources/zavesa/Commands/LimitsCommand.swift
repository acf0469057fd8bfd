// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PrivacyCore
import Vault
import ZavesaApp

/// `zavesa limits`
struct LimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "Show what callers have used of what they may.", subcommands: [Show.self],
        defaultSubcommand: Show.self)

    /// `zavesa limits show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show how the budgets of a running gateway stand.",
            discussion: """
                Asks the admin listener. What is left is without what is reserved for requests that are on their way.

                Exit codes: 0 shown, 1 no gateway answers there, 64 wrong use.
                """)

        @Option(name: .long, help: ArgumentHelp("The gateway's admin address.", valueName: "url"))
        var admin = "http://127.0.0.1:8081"

        @Option(
            name: .long,
            help: ArgumentHelp(
                "A file (0600) with a key that has the permission metrics, where the listener asks for one.",
                valueName: "file"))
        var keyFile: String?

        func validate() throws {
            guard admin.hasPrefix("http://") || admin.hasPrefix("https://") else {
                throw ValidationError("admin: expected http://HOST:PORT")
            }
        }

        func run() async throws {
            let budgets = try await MetricsClient.run(base: admin, key: keyFile.map(key(in:))) {
                try await $0.budgets()
            }
            print(budgets.isEmpty ? "No budgets are configured." : BudgetLine.table(of: budgets))
        }

        private func key(in path: String) throws -> Sensitive<String> {
            guard let bytes = try? PrivateFile.read(path, limit: 4 * 1_024) else {
                throw ValidationError("key-file: the file cannot be read, or others can read it (chmod 600)")
            }
            let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            return Sensitive(words.first.map(String.init) ?? "")
        }
    }
}
