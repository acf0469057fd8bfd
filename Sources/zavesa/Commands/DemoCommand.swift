// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `zavesa demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show a conversation in three languages going through the gateway.")

    func run() async throws {}
}
