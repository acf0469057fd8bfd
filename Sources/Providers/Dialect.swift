// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The wire formats this gateway speaks, each by the vendor that made it. The raw value stands in settings and in the
/// audit log.
package enum Dialect: String, CaseIterable, Sendable {
    case openai, anthropic, ollama

    /// How its streams are framed.
    package var framing: StreamFraming {
        switch self {
        case .openai, .anthropic: .serverSentEvents
        case .ollama: .lines
        }
    }

    /// What settings may say.
    package static var names: [String] { allCases.map(\.rawValue) }
}
