// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ZavesaApp

/// The flags of `serve`, which `config check` takes too.
struct ServeFlags: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The settings file (default: the shipped zavesa.yaml).", valueName: "file"))
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where applications connect (default: 127.0.0.1:8080). An address that other machines can reach needs keys: zavesa keys --help.",
            valueName: "host:port"))
    var listen: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where /readyz and /metrics are (default: 127.0.0.1:8081).", valueName: "host:port"))
    var adminListen: String?

    @Option(
        name: .long, help: ArgumentHelp("The folder of vault, audit log and keys (default: ./var).", valueName: "dir"))
    var data: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A country that counts as in-country, such as RU, or a group such as EEA. May be repeated.",
            valueName: "code"))
    var home: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            A model service: NAME=URL,country=RU[,dialect=anthropic|ollama|gigachat|yandexgpt][,models=a|b][,key-env=VAR]\
            [,key-file=PATH][,ca-file=PATH][,scope=GIGACHAT_API_…][,auth-url=URL][,folder=ID][,key-scheme=bearer]. The URL ends \
            with the version path, such as /v1; a comma within a value is written %2C. May be repeated.
            """,
            valueName: "upstream"))
    var upstream: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder of dictionaries and compliance data (default: found by itself).", valueName: "dir"))
    var resources: String?

    var options: ServeOptions {
        var options = ServeOptions()
        options.config = config
        options.listen = listen
        options.adminListen = adminListen
        options.data = data
        options.home = home
        options.upstreams = upstream
        return options
    }
}
