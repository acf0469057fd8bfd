// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import ZavesaApp

/// What `serve` says once it listens: where, a line to try, and how to go on from there.
struct Greeting {
    private let settings: Settings
    private let madeKey: Bool

    init(_ settings: Settings, madeKey: Bool) {
        self.settings = settings
        self.madeKey = madeKey
    }

    func text(_ ready: GatewayProcess.Ready) -> String {
        let host = settings.listen.host.contains(":") ? "[\(settings.listen.host)]" : settings.listen.host
        let base = "\(settings.tls == nil ? "http" : "https")://\(host):\(ready.port)/v1"
        return """
            Zavesa listens on \(base) (health, metrics: \(settings.adminListen.host):\(ready.adminPort)).
            \(upstreams)
            \(keyWarning)Try it:

              curl \(base)/chat/completions -H 'content-type: application/json' -d '\(Self.sample(model))'

            OpenAI SDK: base_url="\(base)"\(!settings.asksForKey ? ", any api_key" : "").
            \(next)

            """
    }

    private var upstreams: String {
        settings.upstreams.map { upstream in
            let models = upstream.models.map(\.text).joined(separator: ", ")
            return "Upstream \(upstream.id) in \(upstream.country): \(models)"
        }.joined(separator: "\n")
    }

    private var keyWarning: String {
        guard madeKey else { return "" }
        let path = DataLayout(root: settings.data).rootKey
        return "New root key: \(path). Back it up: losing it loses every value in the vault.\n"
    }

    private var model: String {
        settings.upstreams.lazy.flatMap(\.models).compactMap(\.exactName).first ?? "MODEL"
    }

    private var next: String {
        guard settings.upstreams.contains(where: { $0.kind == .demo }) else { return "" }
        return """
            This is the demo model; for a real one:
              zavesa serve --upstream main=https://llm.example.ru/v1,country=RU,key-env=LLM_KEY
            """
    }

    /// A request with invented data.
    private static func sample(_ model: String) -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"Напиши Ивану Петрову на ivan@example.ru"}]}"#
    }
}
