// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field of Ollama's chat and generate that this gateway knows (API reference as of November 2026). A field that
/// is not here is text.
enum OllamaCoverage {
    static let chatRequest =
        settings
        + rows(
            .structural,
            ["messages[].role", "messages[].tool_calls[].id", "messages[].tool_calls[].type", "tools[].type"])
        + rows(.text, ["messages[].content", "messages[].thinking", "tools[].function.description"])
        + rows(.identifier, ["messages[].tool_name", "messages[].tool_calls[].function.name", "tools[].function.name"])
        + rows(.input, ["messages[].tool_calls[].function.arguments.**"]) + rows(.media, ["messages[].images[]"])
        + rows(.schema, ["tools[].function.parameters"])

    static let generateRequest =
        settings + rows(.structural, ["raw"]) + rows(.text, ["prompt", "suffix", "system", "template"])
        + rows(.media, ["images[]"])

    static let chatResponse = chat(.text)
    static let chatEvent = chat(.lane)
    static let generateResponse = generate(.text)
    static let generateEvent = generate(.lane)

    static let models = rows(
        .structural,
        ["models[].name", "models[].model", "models[].modified_at", "models[].size", "models[].digest"])

    private static let settings =
        rows(
            .structural,
            ["model", "stream", "keep_alive", "think", "logprobs", "top_logprobs", "truncate", "shift", "options.*"])
        + rows(.text, ["options.stop", "options.stop[]"]) + rows(.schema, ["format"])

    private static func chat(_ text: FieldTreatment) -> [CoverageRow] {
        ending + error(text)
            + rows(
                .structural,
                [
                    "message.role", "message.tool_calls[].id", "message.tool_calls[].type",
                    "message.tool_calls[].function.index",
                ])
            + rows(text, ["message.content", "message.thinking"])
            + rows(.identifier, ["message.tool_name", "message.tool_calls[].function.name"])
            + rows(.input, ["message.tool_calls[].function.arguments.**"]) + rows(.media, ["message.images[]"])
    }

    private static func generate(_ text: FieldTreatment) -> [CoverageRow] {
        ending + error(text) + rows(.structural, ["context[]"]) + rows(text, ["response", "thinking"])
    }

    /// A stream ends with it, as it is.
    private static func error(_ text: FieldTreatment) -> [CoverageRow] {
        rows(text == .lane ? .structural : .text, ["error"])
    }

    private static let ending =
        rows(
            .structural,
            [
                "model", "remote_model", "created_at", "done", "done_reason", "total_duration", "load_duration",
                "prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration",
            ]) + rows(.text, ["remote_host"]) + rows(.removed, ["logprobs"])

    private static func rows(_ treatment: FieldTreatment, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow($0, treatment) }
    }
}
