// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Carries chat completions to Ollama's chat (API reference as of November 2026).
package struct OllamaAdapter: ChatAdapter {
    package let dialect = Dialect.ollama
    package let path = OllamaProvider.chat.upstreamPath
    package let headers: [(name: String, value: String)] = []
    package let parameters = ChatParameters(carried: [
        "temperature", "top_p", "stop", "seed", "presence_penalty", "frequency_penalty", "reasoning_effort",
    ])

    package init() {}

    package func stream(to head: AnswerHead) -> any ChatStream { OllamaStream(head) }

    /// Why an answer ended.
    static func ending(_ reason: String?, hasCalls: Bool) -> Completion.Ending {
        hasCalls ? .toolCalls : reason == "length" ? .length : .stop
    }
}
