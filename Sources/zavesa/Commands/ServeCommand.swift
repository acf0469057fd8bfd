// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import ZavesaApp

/// `zavesa serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the gateway.",
        discussion: """
            Without options it listens on 127.0.0.1:8080, keeps its data in ./var, and answers with a built-in demo \
            model. Point an application's base URL at http://127.0.0.1:8080/v1 and change nothing else.

            To use a real model, name it, and say in which country it processes data:

              zavesa serve --upstream main=https://llm.example.ru/v1,country=RU,key-env=LLM_KEY

            A flag takes the place of the same key in the settings file. Logs go to standard error; ZAVESA_LOG_LEVEL sets \
            how much is said (trace, debug, info, notice, warning, error). SIGTERM and Ctrl-C let running requests end.

            Exit codes: 0 stopped as asked, 1 could not start or failed, 64 wrong use.
            """)

    @OptionGroup var options: ServeFlags

    func run() async throws {
        ProcessTuning.gateway()
        let resources = try Resources(named: options.resources)
        let settings = try Settings.load(options.options, resources)
        let process = try await GatewayProcess(
            settings, from: SettingsSource(options.options, resources), resources: resources,
            logger: Log.make(settings.log))
        let greeting = Greeting(settings, madeKey: process.madeKey)
        try await process.runUntilStopped { ready in
            Terminal.write(Array(greeting.text(ready).utf8))
            ProcessTuning.started()
        }
    }
}
