// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What becomes of the parameters of a chat completion at one vendor: the table that `docs/providers.md` repeats.
package struct ChatParameters: Sendable {
    /// The parameters every adapter reads: what they say may still be refused, value by value.
    package static let read = [
        "model", "messages", "tools", "tool_choice", "parallel_tool_calls", "stream", "stream_options",
        "response_format", "max_tokens", "max_completion_tokens",
    ]

    /// Left out everywhere: they say who asks, how the vendor accounts for it, or what would make it faster.
    package static let alwaysDropped = [
        "user", "safety_identifier", "metadata", "store", "service_tier", "prompt_cache_key", "prompt_cache_retention",
        "prediction",
    ]

    /// Known, and refused where an adapter does not carry them: without them the answer would be another one.
    package static let otherwiseRefused = [
        "n", "logprobs", "top_logprobs", "logit_bias", "modalities", "audio", "functions", "function_call",
        "web_search_options", "verbosity", "temperature", "top_p", "stop", "seed", "presence_penalty",
        "frequency_penalty", "reasoning_effort",
    ]

    /// Values that ask for nothing a vendor would not do anyway.
    private static let neutral: [String: [String]] = [
        "n": ["1"], "logprobs": ["false"], "top_logprobs": ["0"], "logit_bias": ["{}"], "modalities": ["[\"text\"]"],
        "functions": ["[]"], "function_call": ["\"none\""], "presence_penalty": ["0", "0.0"],
        "frequency_penalty": ["0", "0.0"], "verbosity": ["\"medium\""], "stop": ["[]"],
    ]

    /// Carried beside those of `read`.
    package let carried: [String]
    /// Left out beside those of `alwaysDropped`.
    package let dropped: [String]

    package init(carried: [String], dropped: [String] = []) {
        self.carried = carried
        self.dropped = dropped
    }

    /// Throws `.unsupportedParameter` for the first parameter that is neither carried nor left out. Its words name only
    /// parameters of the API: a name of the caller's own is not repeated.
    func check(_ scan: JSONScan) throws(ProviderError) {
        let passed = Self.read + carried + Self.alwaysDropped + dropped
        for key in scan.children(of: 0) where scan.nodes[key + 1].kind != .null {
            let name = scan.string(key)
            if passed.contains(name) || Self.isNeutral(key + 1, of: name, in: scan) { continue }
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: Self.otherwiseRefused.contains(name)
                    ? "\(name) has no equivalent at this upstream; leave it out."
                    : "It has a parameter that is not known here, and so cannot be carried to this upstream.")
        }
    }

    private static func isNeutral(_ value: Int, of name: String, in scan: JSONScan) -> Bool {
        let spelling = scan.bytes[scan.nodes[value].literalRange].filter { !" \t\r\n".utf8.contains($0) }
        return neutral[name]?.contains { spelling == Array($0.utf8) } ?? false
    }
}
