// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Glibc
import Policy
import PrivacyCore
import StrictYAML
import TextNormalization
import ZavesaApp

/// `zavesa policy`: what the policy does, and why.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Show what the policy decides, and why; try it, compare it.",
        subcommands: [Explain.self, Test.self, Diff.self, Schema.self])

    /// `zavesa policy explain FILE`
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Say what would happen to a text: class, action for each type, upstreams allowed, and the rules.",
            discussion: """
                FILE is a text as a caller would send it; - reads standard input. Values are not printed.

                  zavesa policy explain letter.txt --config zavesa.yaml
                """)

        @Argument(help: "The text to decide about; - for standard input.") var file: String
        @OptionGroup var settings: SettingsOptions
        @Option(name: .long, help: "As if the request named this purpose.") var purpose: String?
        @Option(name: .long, help: "As if this caller sent it.") var caller: String?
        @Option(name: .long, help: "As if it came from this tenant.") var tenant: String?
        @Option(name: .long, help: "As if it asked for this model.") var model: String?
        @Option(
            name: .customLong("quasi-identifiers"),
            help: ArgumentHelp("As if its conversation had shown so many.", valueName: "count"))
        var quasiIdentifiers = 0
        @Flag(name: .long, help: "As if the request held an image, audio or a file.") var residue = false

        func run() async throws {
            let loaded = try settings.protection()
            let utf8 = try TextFile.read(file)
            guard let text = AnalyzedText(utf8: utf8) else { throw ValidationError("The text is not UTF-8.") }
            var facts = RequestFacts(
                tenant: tenant.map(TenantID.init(rawValue:)) ?? .default,
                caller: caller.map(CallerID.init(rawValue:)) ?? .local, model: model,
                hasResidue: residue || loaded.engine.depth != .full,
                candidates: try settings.upstreams())
            facts.purpose = try purpose.map(loaded.declared)
            facts.scripts = TextScript.found(in: AnalyzedText.fold(utf8))
            facts.quasiIdentifiers = quasiIdentifiers
            print(loaded.policy.explain([try loaded.engine.detect(in: text)], given: facts).text)
        }
    }
}

extension Protection {
    /// A purpose that the policy declares. Throws for any other, as the gateway refuses it.
    fileprivate func declared(_ name: String) throws -> Purpose {
        let purpose = Purpose(rawValue: name)
        guard policy.purposes.contains(purpose) else {
            throw ValidationError("policy.purposes has no \(name).")
        }
        return purpose
    }
}

/// Reads a whole text for a command.
enum TextFile {
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ValidationError("The file cannot be read.") }
        defer { if path != "-" { close(descriptor) } }
        var reader = LineReader(descriptor: descriptor)
        var utf8: [UInt8] = []
        while case let lines = try reader.batch(), !lines.isEmpty {
            utf8 += lines.joined(separator: [UInt8(ascii: "\n")])
            utf8.append(UInt8(ascii: "\n"))
        }
        return utf8
    }
}
