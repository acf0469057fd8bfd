// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Telemetry
import ZavesaApp

/// `zavesa top`
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Watch a running gateway: traffic, findings, routes, refusals, upstreams, times.",
        discussion: """
            Reads the page of metrics each second and shows what changed. In a pipe it prints one screen after the other.

            Exit codes: 0 stopped, 1 no gateway answers there, 64 wrong use.
            """)

    @Option(
        name: .long, help: ArgumentHelp("The gateway's admin address.", valueName: "url"))
    var url = "http://127.0.0.1:8081"

    @Option(name: .long, help: ArgumentHelp("Seconds between two looks, 1 to 3600.", valueName: "seconds"))
    var interval = 1

    @Flag(name: .long, help: "Print what was counted since the start of the gateway, once, and end.")
    var once = false

    func validate() throws {
        guard (1...3_600).contains(interval) else { throw ValidationError("interval: expected 1 to 3600 seconds") }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw ValidationError("url: expected http://HOST:PORT")
        }
    }

    func run() async throws {
        try await MetricsClient.run(base: url) { client in
            var earlier: (page: MetricsPage, at: ContinuousClock.Instant)?
            while true {
                let page = try await client.page()
                let now = ContinuousClock.now
                let seconds = earlier.map { (now - $0.at) / .seconds(1) } ?? 0
                let screen = TopScreen(page, since: earlier?.page, seconds: seconds)
                guard show(screen), !once else { return }
                earlier = (page, now)
                try await Task.sleep(for: .seconds(interval))
            }
        }
    }

    /// `false` when nobody reads any more.
    private func show(_ screen: TopScreen) -> Bool {
        let text = screen.lines.joined(separator: "\n") + "\n"
        // Home, and clear to the end: without a flicker.
        let isScreen = Terminal.isInteractive && !once
        return Terminal.write(Array(((isScreen ? "\u{1B}[H\u{1B}[J" : "") + text).utf8))
    }
}
