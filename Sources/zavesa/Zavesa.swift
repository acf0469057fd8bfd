// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ZavesaApp

/// `zavesa`
@main
struct Zavesa: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zavesa",
        abstract: "A privacy gateway for language models.",
        discussion: """
            Applications talk to it instead of the model: personal data leaves as tokens, the answer comes back with the \
            values, policy decides which model may answer, and an audit log keeps the evidence.

            Start with: zavesa serve, and then, in another window: zavesa demo
            """,
        version: Release.version,
        subcommands: [
            ServeCommand.self, DemoCommand.self, DetectCommand.self, RestoreCommand.self, ClassifyCommand.self,
            EvaluateCommand.self, TrainCommand.self, PolicyCommand.self, DictionaryCommand.self, VaultCommand.self,
            KeysCommand.self, AuditCommand.self, ConfigCommand.self, ProvidersCommand.self, CoverageCommand.self,
            LimitsCommand.self, TopCommand.self,
        ])
}
