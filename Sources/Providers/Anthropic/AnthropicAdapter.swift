// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Carries chat completions to Anthropic's messages (API version 2023-06-01, reference as of November 2026).
package struct AnthropicAdapter: ChatAdapter {
    /// The longest answer, in tokens, where the request sets no limit: the API asks for one, and this is one that every
    /// model takes.
    static let standardMaxTokens = 4_096

    package let dialect = Dialect.anthropic
    package let path = AnthropicProvider.messages.upstreamPath
    package let headers: [(name: String, value: String)] = AnthropicProvider().headers.compactMap { header in
        header.standard.map { (header.name, $0) }
    }
    /// `seed` asks for an answer like the last one, as far as possible; here it is not.
    package let parameters = ChatParameters(
        carried: ["temperature", "top_p", "stop", "reasoning_effort"], dropped: ["seed"])

    package init() {}

    package func stream(to head: AnswerHead) -> any ChatStream { AnthropicStream(head) }

    /// Why an answer ended.
    static func ending(_ reason: String?) -> Completion.Ending {
        switch reason {
        case "max_tokens", "model_context_window_exceeded": .length
        case "tool_use": .toolCalls
        case "refusal": .contentFilter
        default: .stop
        }
    }
}
