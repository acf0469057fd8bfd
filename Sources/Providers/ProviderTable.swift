// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every provider there is: the one place that names them.
package struct ProviderTable: Sendable {
    private let openai: any Provider = OpenAIProvider()
    private let anthropic: any Provider = AnthropicProvider()
    private let ollama: any Provider = OllamaProvider()
    private let endpoints: [Endpoint]

    package init() {
        endpoints = openai.endpoints + anthropic.endpoints + ollama.endpoints
    }

    /// The provider of a dialect.
    package subscript(dialect: Dialect) -> any Provider {
        switch dialect {
        case .openai: openai
        case .anthropic: anthropic
        case .ollama: ollama
        }
    }

    /// The endpoint at a path; where two dialects have the same path, that of `dialect`, else the first.
    package func endpoint(at path: String, preferring dialect: Dialect) -> Endpoint? {
        endpoints.first { $0.path == path && $0.dialect == dialect } ?? endpoints.first { $0.path == path }
    }
}
