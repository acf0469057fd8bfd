// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every provider and every adapter there is: the one place that names them.
package struct ProviderTable: Sendable {
    private let openai: any Provider = OpenAIProvider()
    private let anthropic: any Provider = AnthropicProvider()
    private let ollama: any Provider = OllamaProvider()
    private let endpoints: [Endpoint]

    package init() {
        endpoints = openai.endpoints + anthropic.endpoints + ollama.endpoints
    }

    /// The provider whose API callers use. Dialects that only upstreams speak have no callers of their own: OpenAI's
    /// stands for them.
    package subscript(dialect: Dialect) -> any Provider {
        switch dialect {
        case .openai, .gigachat, .yandexgpt: openai
        case .anthropic: anthropic
        case .ollama: ollama
        }
    }

    /// What reads and writes the bodies of an endpoint.
    package func provider(of endpoint: Endpoint) -> any Provider {
        endpoint.isUnknown ? UnknownProvider(known: self[endpoint.dialect]) : self[endpoint.dialect]
    }

    /// Every dialect that callers speak.
    package static let served: [Dialect] = [.openai, .anthropic, .ollama]

    /// What carries OpenAI's chat completions to an upstream of a dialect; `nil` for one that speaks them. `folder` is
    /// that of YandexGPT, and nothing for others.
    package static func adapter(to dialect: Dialect, folder: String = "") -> (any ChatAdapter)? {
        switch dialect {
        case .openai: nil
        case .anthropic: AnthropicAdapter()
        case .ollama: OllamaAdapter()
        case .gigachat: GigaChatAdapter()
        case .yandexgpt: YandexGPTAdapter(folder: folder)
        }
    }

    /// The endpoint at a path; where two dialects have the same path, that of `dialect`, else the first.
    package func endpoint(at path: String, preferring dialect: Dialect) -> Endpoint? {
        endpoints.first { $0.path == path && $0.dialect == dialect } ?? endpoints.first { $0.path == path }
    }
}
