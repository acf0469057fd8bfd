// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Policy
import PrivacyCore
import StrictYAML
import ZavesaApp

extension PolicyCommand {
    /// `zavesa policy diff OLD NEW`
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Say what a change of settings means for the policy: weaker, stronger or other.",
            discussion: """
                OLD and NEW are settings files as serve reads them. Meanings are compared, not lines: order and spelling make
                no difference. What cannot be called stricter for certain counts as weaker.

                  zavesa policy diff zavesa.yaml proposed.yaml

                Exit codes: 0 nothing is weaker, 1 a file cannot be read, 2 something is weaker.
                """)

        @Argument(help: "The settings in force.") var old: String
        @Argument(help: "The settings proposed.") var new: String
        @Option(
            name: .long,
            help: ArgumentHelp(
                "The folder of dictionaries and compliance data (default: found by itself).", valueName: "dir"))
        var resources: String?

        func run() async throws {
            let diff = PolicyDiff(from: try policy(old), to: try policy(new))
            print(diff.text, terminator: "")
            if diff.isWeaker { throw ExitCode(2) }
        }

        private func policy(_ file: String) throws -> PolicyEngine {
            let document = try SettingsDocument(YAMLNode(readingFile: file, named: file))
            return try Protection(
                resources: Resources(named: resources), home: document.home ?? [], source: file,
                policy: document.policy, detection: document.detection,
                compliance: ComplianceSettings(document.compliance)
            ).policy
        }
    }
}
