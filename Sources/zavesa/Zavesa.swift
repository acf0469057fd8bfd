// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ZavesaApp

/// The command line: one command a file, each parses, calls `ZavesaApp` and prints.
@main
struct Zavesa: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zavesa",
        abstract: "A privacy gateway for language models: personal data stays, tokens leave, values come back.",
        discussion: """
            Start with: zavesa demo. Then: zavesa serve --help.
            Completion for your shell: zavesa --generate-completion-script bash|zsh|fish
            """,
        version: Release.version,
        subcommands: [
            DetectCommand.self, RestoreCommand.self, PolicyCommand.self, DictionaryCommand.self, VaultCommand.self,
            AuditCommand.self,
        ])
}
