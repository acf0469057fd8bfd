// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Policy
import PrivacyCore
import ZavesaApp

/// `zavesa providers`: where upstreams are by law, and which papers their routes lack.
struct ProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers", abstract: "Show where each upstream is by law, and which papers its route lacks.",
        discussion: "What a provider is and what opens a route: docs/places.md.", subcommands: [List.self, Check.self],
        defaultSubcommand: List.self)

    /// The routes as they are today.
    private static func reviews(_ settings: SettingsOptions) throws -> [PlaceReview] {
        try settings.protection().policy.review(settings.upstreams(), on: .today())
    }

    /// `zavesa providers list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List upstreams with place, provider and what becomes of their routes.")

        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let reviews = try reviews(settings)
            print(reviews.isEmpty ? "No upstreams are configured." : PlaceReview.text(of: reviews))
        }
    }

    /// `zavesa providers check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Say which papers are missing, have expired, or end within 30 days.",
            discussion: "Exit codes: 0 nothing to do, 1 a route that is wanted is closed or a paper ends soon.")

        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let pending = try reviews(settings).filter { $0.needsWork || !$0.expiring.isEmpty }
            guard !pending.isEmpty else { return print("Nothing is missing, and nothing ends within 30 days.") }
            print(PlaceReview.text(of: pending))
            throw ExitCode(1)
        }
    }
}
