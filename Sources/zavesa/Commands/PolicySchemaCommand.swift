// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ZavesaApp

extension PolicyCommand {
    /// `zavesa policy schema`
    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema",
            abstract: "Print the JSON Schema of zavesa.yaml, for editors and pipelines.",
            discussion: """
                It knows every key and its form; what names mean is checked by zavesa config check.

                  zavesa policy schema > zavesa.schema.json
                """)

        @Option(
            name: .long,
            help: ArgumentHelp(
                "The folder of dictionaries and compliance data (default: found by itself).", valueName: "dir"))
        var resources: String?

        func run() async throws {
            Terminal.write(try TextFile.read(Resources(named: resources).settingsSchema))
        }
    }
}
