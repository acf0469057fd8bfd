// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Policy
import PrivacyCore
import StrictYAML
import TextNormalization
import ZavesaApp

extension PolicyCommand {
    /// `zavesa policy test CASES`
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Try requests against the policy, and say which are not decided as expected.",
            discussion: """
                CASES is a file of texts with what should become of them; docs/policy.md says how it is written. Nothing is
                sent and nothing is stored.

                  zavesa policy test docs/policy-cases.yaml --config zavesa.yaml

                Exit codes: 0 all as expected, 1 not all.
                """)

        @Argument(help: "The file of cases.") var cases: String
        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let loaded = try settings.protection()
            let upstreams = try settings.upstreams()
            let cases = try PolicyCases(
                YAMLNode(readingFile: cases, named: cases), catalog: loaded.library.catalog, home: loaded.policy.home,
                providers: settings.document().providers
            ).cases
            var failed = 0
            for one in cases {
                let failures = one.failures(of: try Self.explain(one, loaded, otherwise: upstreams))
                if failures.isEmpty { continue }
                failed += 1
                print("FAIL  \(one.name)")
                for failure in failures { print("      \(failure)") }
            }
            print("\(cases.count - failed) of \(cases.count) cases are decided as expected.")
            if failed > 0 { throw ExitCode.failure }
        }

        private static func explain(
            _ one: PolicyCase, _ loaded: Protection, otherwise upstreams: [UpstreamFacts]
        ) throws -> PolicyExplanation {
            let texts = one.texts.compactMap { AnalyzedText(utf8: Array($0.utf8)) }
            let written = one.facts
            var facts = RequestFacts(
                tenant: written.tenant, caller: written.caller, model: nil,
                hasResidue: written.hasResidue || loaded.engine.depth != .full,
                candidates: one.hasOwnUpstreams ? written.candidates : upstreams, today: written.today)
            facts.models = written.models
            facts.purpose = written.purpose
            facts.quasiIdentifiers = written.quasiIdentifiers
            facts.scripts = one.texts.reduce(into: []) {
                $0.formUnion(TextScript.found(in: AnalyzedText.fold(Array($1.utf8))))
            }
            return loaded.policy.explain(try texts.map { try loaded.engine.detect(in: $0) }, given: facts)
        }
    }
}
