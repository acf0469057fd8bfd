// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers

/// Where an upstream is, for metrics and spans.
package struct ServerAddress: Sendable, Equatable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Tokens of an exchange, as the upstream counts them.
struct TokenCount: Sendable, Equatable {
    let input, output: Int
}

/// What metrics and spans say of an operation, in the words of OpenTelemetry's conventions. Models are the patterns of the
/// settings: what a caller or an upstream calls a model could hold anything (P6).
struct UpstreamLabels: Sendable, Equatable {
    let operation: String
    let provider: String
    let requestModel: String
    let responseModel: String
    let server: ServerAddress?

    /// Of a request that reached no upstream.
    init(_ endpoint: Endpoint) {
        operation = endpoint.genAIOperation
        provider = endpoint.dialect.genAIProvider
        requestModel = ""
        responseModel = ""
        server = nil
    }

    /// Of a request of this model at an upstream.
    init(_ endpoint: Endpoint, model: String?, at upstream: Upstream) {
        let pattern = upstream.pattern(for: model)
        operation = endpoint.genAIOperation
        provider = (upstream.adapter(for: endpoint)?.dialect ?? endpoint.dialect).genAIProvider
        requestModel = pattern?.text ?? ""
        responseModel = pattern?.replacement ?? pattern?.text ?? ""
        server = upstream.server
    }

    /// The values of `GenAIMetrics.labels`.
    var values: [String] {
        [operation, provider, requestModel, responseModel, server?.host ?? "", server.map { String($0.port) } ?? ""]
    }
}

extension Endpoint {
    /// Its `gen_ai.operation.name`; where the conventions have none, the endpoint's own.
    var genAIOperation: String {
        switch name {
        case "chat.completions", "responses", "messages", "ollama.chat": "chat"
        case "completions", "ollama.generate": "text_completion"
        default: name
        }
    }

    /// The path as it stands in tables: a path that nobody here knows could hold anything.
    var route: String { isUnknown ? "unknown" : path }
}

extension Dialect {
    /// Its `gen_ai.provider.name`. Of an `openai` upstream it says which wire format it speaks: the conventions have no
    /// name for the many compatible ones, and `server.address` tells them apart.
    var genAIProvider: String { rawValue }
}
