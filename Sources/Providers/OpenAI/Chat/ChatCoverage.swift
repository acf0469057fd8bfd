// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field of OpenAI's chat completions that this gateway knows (API reference as of November 2026, with the
/// additions of vLLM, DeepSeek and OpenRouter). A field that is not here is text.
enum ChatCoverage {
    static let request: [CoverageRow] =
        rows(.structural, requestSettings + messageStructure + contentStructure + toolStructure + pastAnnotations)
        + rows(.text, requestTexts)
        + rows(.identifier, requestNames)
        + rows(.arguments, ["messages[].tool_calls[].function.arguments", "messages[].function_call.arguments"])
        + rows(.toolText, ["messages[].tool_calls[].custom.input"])
        + rows(.media, media)
        + rows(
            .schema,
            [
                "tools[].function.parameters", "functions[].parameters", "response_format.json_schema.schema",
                "response_format.schema",
            ])

    static let response: [CoverageRow] =
        rows(
            .structural,
            answerStructure + message("choices[].message", messageStructureOfAnswer)
                + message("error", ["type", "code", "param"]))
        + rows(.offset, message("choices[].message", offsetsOfAnswer))
        + rows(.text, message("choices[].message", textsOfAnswer) + ["error.message"])
        + rows(.identifier, message("choices[].message", namesOfAnswer))
        + rows(.arguments, message("choices[].message", argumentsOfAnswer))
        + rows(.toolText, ["choices[].message.tool_calls[].custom.input"])
        + rows(.media, ["choices[].message.audio.data"])
        + rows(.removed, ["choices[].logprobs"])

    static let event: [CoverageRow] =
        rows(
            .structural,
            answerStructure + message("choices[].delta", messageStructureOfAnswer) + [
                "choices[].delta.tool_calls[].index", "error",
            ])
        + rows(.offset, message("choices[].delta", offsetsOfAnswer))
        + rows(.identifier, message("choices[].delta", namesOfAnswer))
        + rows(
            .text,
            ["choices[].delta.annotations[].url_citation.title", "choices[].delta.annotations[].url_citation.url"])
        + rows(.media, ["choices[].delta.audio.data"])
        + rows(
            .lane,
            message(
                "choices[].delta",
                [
                    "content", "refusal", "reasoning_content", "reasoning", "audio.transcript",
                    "function_call.arguments",
                    "tool_calls[].function.arguments", "tool_calls[].custom.input", "*",
                ]))
        + rows(.removed, ["choices[].logprobs", "obfuscation"])

    // MARK: - Requests

    private static let requestSettings = [
        "model", "models[]", "modalities[]", "reasoning_effort", "reasoning.effort", "reasoning.max_tokens",
        "reasoning.exclude", "reasoning.enabled", "service_tier", "verbosity", "stream", "stream_options.include_usage",
        "stream_options.include_obfuscation", "store", "n", "best_of", "seed", "temperature", "top_p", "top_k", "min_p",
        "max_tokens", "max_completion_tokens", "presence_penalty", "frequency_penalty", "repetition_penalty",
        "logprobs",
        "top_logprobs", "logit_bias.*", "parallel_tool_calls", "prompt_cache_retention", "audio.format", "audio.voice",
        "prediction.type", "prediction.content[].type", "response_format.type", "response_format.json_schema.strict",
        "web_search_options.search_context_size", "web_search_options.user_location.type",
    ]

    private static let messageStructure = [
        "messages[].role", "messages[].tool_call_id", "messages[].tool_calls[].id", "messages[].tool_calls[].type",
        "messages[].tool_calls[].index", "messages[].audio.id", "messages[].prefix",
    ]

    private static let pastAnnotations = ["type", "url_citation.start_index", "url_citation.end_index"]
        .map { "messages[].annotations[].\($0)" }

    private static let contentStructure = [
        "type", "image_url.detail", "detail", "input_audio.format", "file.file_id", "file_id", "cache_control.type",
        "cache_control.ttl", "prompt_cache_breakpoint.mode",
    ].map { "messages[].content[].\($0)" }

    private static let toolStructure = [
        "tools[].type", "tools[].function.strict", "tools[].custom.format.type", "tools[].custom.format.grammar.syntax",
        "tool_choice.type", "tool_choice.allowed_tools.mode", "tool_choice.allowed_tools.tools[].type",
        "tools[].cache_control.type",
    ]

    private static let requestTexts = [
        "messages[].content", "messages[].content[].text", "messages[].content[].refusal", "messages[].refusal",
        "messages[].reasoning_content", "messages[].reasoning", "messages[].annotations[].url_citation.title",
        "messages[].annotations[].url_citation.url", "messages[].content[].file.filename",
        "messages[].content[].filename", "stop", "stop[]", "user", "safety_identifier", "prompt_cache_key",
        "metadata.*", "prediction.content", "prediction.content[].text", "tools[].function.description",
        "tools[].custom.description", "tools[].custom.format.grammar.definition", "functions[].description",
        "response_format.json_schema.description", "web_search_options.user_location.approximate.city",
        "web_search_options.user_location.approximate.region", "web_search_options.user_location.approximate.country",
        "web_search_options.user_location.approximate.timezone",
    ]

    /// `tool_choice` and `function_call` are a mode or hold a tool's name; a mode is never found to be anything.
    private static let requestNames = [
        "messages[].name", "messages[].tool_calls[].function.name", "messages[].tool_calls[].custom.name",
        "messages[].function_call.name", "tools[].function.name", "tools[].custom.name", "functions[].name",
        "tool_choice", "tool_choice.function.name", "tool_choice.custom.name",
        "tool_choice.allowed_tools.tools[].function.name", "function_call", "function_call.name",
        "response_format.json_schema.name",
    ]

    private static let media = [
        "messages[].content[].image_url.url", "messages[].content[].image_url", "messages[].content[].input_audio.data",
        "messages[].content[].file.file_data", "messages[].content[].file_data", "messages[].content[].video_url.url",
        "messages[].content[].video_url",
    ]

    // MARK: - Answers

    private static let answerStructure = [
        "id", "object", "created", "model", "system_fingerprint", "service_tier", "provider", "usage.**",
        "choices[].index", "choices[].finish_reason", "choices[].native_finish_reason", "choices[].stop_reason",
    ]

    private static let messageStructureOfAnswer = [
        "role", "tool_calls[].id", "tool_calls[].type", "audio.id", "audio.expires_at", "annotations[].type",
    ]

    private static let offsetsOfAnswer = [
        "annotations[].url_citation.start_index", "annotations[].url_citation.end_index",
    ]

    private static let textsOfAnswer = [
        "content", "content[].text", "refusal", "reasoning_content", "reasoning", "audio.transcript",
        "annotations[].url_citation.title", "annotations[].url_citation.url",
    ]

    private static let namesOfAnswer = [
        "tool_calls[].function.name", "tool_calls[].custom.name", "function_call.name",
    ]

    private static let argumentsOfAnswer = ["tool_calls[].function.arguments", "function_call.arguments"]

    private static func rows(_ treatment: FieldTreatment, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow($0, treatment) }
    }

    private static func message(_ prefix: String, _ paths: [String]) -> [String] { paths.map { "\(prefix).\($0)" } }
}
