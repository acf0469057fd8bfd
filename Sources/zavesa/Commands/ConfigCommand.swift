// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Policy
import PrivacyCore
import ZavesaApp

/// `zavesa config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check a settings file.", subcommands: [Check.self])

    /// `zavesa config check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read the settings, dictionaries and policy as serve would, and say what is wrong.",
            discussion: """
                Nothing is started and no data folder is touched. Takes the flags of serve.

                Exit codes: 0 fine (remarks may be printed), 1 something is wrong.
                """)

        @OptionGroup var flags: ServeFlags

        func run() async throws {
            let resources = try Resources(named: flags.resources)
            let settings = try Settings.load(flags.options, resources)
            let protection = try Protection(
                resources: resources, home: settings.home, source: "home", policy: settings.policy,
                detection: settings.detection, compliance: settings.compliance)
            try settings.checkPlaces(protection.jurisdictions)
            try settings.checkStorage(protection.policy)
            try settings.checkUnmaskedFallback(protection)
            let remarks = PolicyCheck(protection.policy, upstreams: settings.upstreams.map(\.facts)).remarks
            for remark in remarks {
                print("\(remark.weight.rawValue): \(remark.text)")
            }
            if protection.engine.depth != .full {
                print("weaker: detection.depth is \(protection.engine.depth): what is not looked for leaves in clear")
            }
            for upstream in settings.upstreams where upstream.isInClear {
                print("warning: requests to upstream \(upstream.id) would travel unencrypted")
            }
            for scope in settings.namelessLimits() {
                print("warning: limits name \(scope), whom no key and no certificate has")
            }
            if settings.storage == nil {
                print("note: storage is not declared: where the data lies is not checked (docs/places.md)")
            }
            guard !remarks.contains(where: { $0.weight == .closed }) else {
                print("Routes are closed: docs/places.md says what opens one.")
                throw ExitCode(1)
            }
            print("The settings are fine: policy \(protection.policy.id), \(settings.upstreams.count) upstream(s).")
        }
    }
}
