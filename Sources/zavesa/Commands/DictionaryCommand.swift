// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import ZavesaApp

/// `zavesa dictionary`: the files under `dictionaries/`.
struct DictionaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dictionary",
        abstract: "Check the recognisers under dictionaries/.",
        discussion: "Every file there is checked at start as well; this also runs the examples each file gives.",
        subcommands: [Check.self])

    /// `zavesa dictionary check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read every dictionary and run its examples.",
            discussion: """
                Prints file, line and what went wrong for each example that is not found, or found where it should not be.
                Exit codes: 0 all right, 1 otherwise.
                """)

        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let loaded = try settings.protection()
            let failures = DictionaryCheck.failures(of: loaded.library.recognizers, engine: loaded.library.engine())
            let lines =
                failures.map(\.description) + loaded.library.answers.failures + loaded.library.grammar.failures
            for line in lines { print(line) }
            print("\(loaded.library.recognizers.count) dictionaries, \(lines.count) examples failed")
            if !lines.isEmpty { throw ExitCode.failure }
        }
    }
}
