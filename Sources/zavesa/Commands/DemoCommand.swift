// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import ZavesaApp

/// `zavesa demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show a conversation in three languages going through the gateway.",
        discussion: """
            Talks to the gateway at --url if one with the demo model answers there, and otherwise starts one of its own \
            for as long as the demo takes, with a data folder that is removed afterwards.

            On the left is the user's side, on the right the model's. Every name and number is invented.
            """)

    @Option(name: .long, help: ArgumentHelp("Where a gateway may listen.", valueName: "url"))
    var url = "http://127.0.0.1:8080"

    @Option(name: .long, help: ArgumentHelp("That gateway's data folder, for the evidence.", valueName: "dir"))
    var data = "./var"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder of dictionaries and compliance data (default: found by itself).", valueName: "dir"))
    var resources: String?

    @Flag(name: .long, help: "No colour. Also off where the output is not a terminal, or NO_COLOR is set.")
    var noColor = false

    func run() async throws {
        let resources = try Resources(named: resources)
        guard try await DemoClient.run(base: url, { await $0.isServed() }) else {
            print("No gateway with the demo model answers at \(url): this one starts its own.\n")
            return try await DemoGateway.run(resources) { base, layout in
                try await show(base, layout, resources)
            }
        }
        try await show(url, DataLayout(root: data), resources)
    }

    private func show(_ base: String, _ layout: DataLayout, _ resources: Resources) async throws {
        let environment = ProcessInfo.processInfo.environment
        let screen = DemoScreen(
            isColored: !noColor && Terminal.isInteractive && environment["NO_COLOR"] == nil,
            width: max(60, min(Int(environment["COLUMNS"] ?? "") ?? 110, 140)))
        let exchanges = try await DemoClient.run(base: base) { client in
            var exchanges: [DemoExchange] = []
            for line in DemoScript.lines { exchanges.append(try await client.say(line)) }
            return exchanges
        }
        let evidence = try? DemoEvidence(layout: layout, resources: resources, requests: exchanges.map(\.request))
        for (index, exchange) in exchanges.enumerated() {
            screen.show(exchange, number: index + 1, evidence: evidence)
        }
        guard let evidence else {
            print("The audit log in \(layout.audit) cannot be read from here; --data says where it is.")
            return
        }
        screen.show(evidence)
        if !evidence.report.followsRules { throw ExitCode.failure }
    }
}
