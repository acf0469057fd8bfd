// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The wire formats this gateway speaks, each by the vendor that made it. The raw value stands in settings and in the
/// audit log. GigaChat's and YandexGPT's are spoken to upstreams only: their callers speak OpenAI's.
package enum Dialect: String, CaseIterable, Sendable {
    case openai, anthropic, ollama, gigachat, yandexgpt

    /// How its streams are framed.
    package var framing: StreamFraming {
        switch self {
        case .openai, .anthropic, .gigachat: .serverSentEvents
        case .ollama, .yandexgpt: .lines
        }
    }

    /// What settings may say.
    package static var names: [String] { allCases.map(\.rawValue) }
}
