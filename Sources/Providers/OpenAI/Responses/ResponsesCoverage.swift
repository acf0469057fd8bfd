// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field of OpenAI's responses that this gateway knows (API reference as of November 2026). A field that is not
/// here is text.
enum ResponsesCoverage {
    static let request: [CoverageRow] =
        settings("") + rows(.structural, ["stream", "stream_options.include_obfuscation", "include[]"])
        + rows(.text, ["input"]) + ResponseItemCoverage.rows(at: "input[]")

    static let response: [CoverageRow] = answer("", textAs: .text)

    static let event: [CoverageRow] =
        rows(
            .structural,
            [
                "type", "sequence_number", "item_id", "output_index", "content_index", "summary_index",
                "command_index", "annotation_index", "partial_image_index", "part.type", "error", "size", "quality",
                "background", "output_format", "param",
            ])
        + rows(
            .lane,
            [
                "delta", "delta.stdout", "delta.stderr", "text", "refusal", "arguments", "input", "code", "command",
                "part.text", "part.refusal",
            ])
        + rows(.media, ["partial_image_b64"])
        + rows(.removed, ["obfuscation", "logprobs", "part.logprobs", "item.content[].logprobs"])
        + ResponseItemCoverage.annotation(at: "annotation")
        + ResponseItemCoverage.annotation(at: "part.annotations[]")
        + ResponseItemCoverage.rows(at: "item", textAs: .lane) + answer("response.", textAs: .lane)

    /// A response, which repeats the settings of its request.
    private static func answer(_ prefix: String, textAs text: FieldTreatment) -> [CoverageRow] {
        settings(prefix)
            + rows(
                .structural,
                [
                    "id", "object", "created_at", "completed_at", "status", "error.code", "incomplete_details.reason",
                    "usage.**", "tool_usage.**", "billing.**", "conversation.id",
                ].map { prefix + $0 })
            + rows(.text, [prefix + "error.message"])
            + rows(.removed, [prefix + "output[].content[].logprobs"])
            + ResponseItemCoverage.rows(at: prefix + "output[]", textAs: text)
    }

    /// What requests say besides their input.
    private static func settings(_ prefix: String) -> [CoverageRow] {
        rows(.structural, settingStructure.map { prefix + $0 }) + rows(.text, settingTexts.map { prefix + $0 })
            + rows(.identifier, settingNames.map { prefix + $0 })
            + rows(.schema, ["text.format.schema", "tools[].parameters"].map { prefix + $0 })
    }

    private static let settingStructure = [
        "model", "store", "background", "temperature", "top_p", "top_logprobs", "max_output_tokens", "max_tool_calls",
        "parallel_tool_calls", "truncation", "service_tier", "reasoning.effort", "reasoning.summary",
        "reasoning.generate_summary", "text.format.type", "text.format.strict", "text.verbosity", "tool_choice.type",
        "tool_choice.mode", "tool_choice.tools[].type", "prompt.id", "prompt.version", "prompt_cache_retention",
        "prompt_cache_options.mode", "prompt_cache_options.ttl", "moderation.model", "context_management[].type",
        "context_management[].compact_threshold", "previous_response_id", "conversation",
        "tools[].type", "tools[].strict", "tools[].vector_store_ids[]", "tools[].max_num_results",
        "tools[].search_context_size", "tools[].user_location.type", "tools[].display_width", "tools[].display_height",
        "tools[].environment", "tools[].container", "tools[].container.type", "tools[].container.file_ids[]",
        "tools[].container.memory_limit", "tools[].model", "tools[].size", "tools[].quality", "tools[].background",
        "tools[].output_format", "tools[].output_compression", "tools[].partial_images", "tools[].input_fidelity",
        "tools[].moderation", "tools[].connector_id", "tools[].require_approval", "tools[].defer_loading",
        "tools[].format.type", "tools[].format.syntax", "tools[].ranking_options.ranker",
        "tools[].ranking_options.score_threshold",
    ]

    private static let settingTexts = [
        "instructions", "user", "safety_identifier", "prompt_cache_key", "metadata.*", "text.format.description",
        "prompt.variables.*", "tools[].description", "tools[].server_url", "tools[].server_description",
        "tools[].format.definition", "tools[].user_location.city", "tools[].user_location.region",
        "tools[].user_location.country", "tools[].user_location.timezone", "tools[].filters.allowed_domains[]",
    ]

    private static let settingNames = [
        "text.format.name", "tool_choice", "tool_choice.name", "tool_choice.server_label", "tool_choice.tools[].name",
        "tools[].name", "tools[].server_label", "tools[].allowed_tools[]",
    ]

    private static func rows(_ treatment: FieldTreatment, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow($0, treatment) }
    }
}
