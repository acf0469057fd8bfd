// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field of Anthropic's messages that this gateway knows (API version 2023-06-01, reference as of November 2026).
/// A field that is not here is text.
package enum AnthropicCoverage {
    package static let request: [CoverageRow] =
        rows(.structural, requestSettings + toolStructure)
        + rows(
            .text,
            [
                "system", "messages[].content", "stop_sequences[]", "metadata.user_id", "user_profile_id",
                "workspace_id",
                "tools[].description", "tools[].allowed_domains[]", "tools[].blocked_domains[]",
                "tools[].user_location.city", "tools[].user_location.region", "tools[].user_location.country",
                "tools[].user_location.timezone",
            ])
        + rows(.identifier, ["tools[].name", "tool_choice.name"])
        + rows(.schema, ["tools[].input_schema", "output_config.format.schema"])
        + ContentBlockCoverage.rows(at: "system[]") + ContentBlockCoverage.rows(at: "messages[].content[]")

    /// Of messages and of `count_tokens`.
    package static let response: [CoverageRow] =
        rows(.structural, messageStructure + ["error.type", "error.details.error_code", "request_id", "input_tokens"])
        + rows(.text, messageTexts + ["error.message"]) + ContentBlockCoverage.rows(at: "content[]")

    package static let event: [CoverageRow] =
        rows(
            .structural,
            ["type", "index", "error", "delta.type", "usage.**"] + endStructure.map { "delta.\($0)" }
                + messageStructure.map { "message.\($0)" })
        + rows(.text, (messageTexts.map { "message.\($0)" }) + endTexts.map { "delta.\($0)" })
        + rows(.lane, ["delta.text", "delta.thinking", "delta.partial_json"])
        + rows(.opaque, ["delta.signature"])
        + ContentBlockCoverage.citation(at: "delta.citation")
        + ContentBlockCoverage.rows(at: "content_block", textAs: .lane)
        + ContentBlockCoverage.rows(at: "message.content[]")

    package static let models: [CoverageRow] = rows(
        .structural,
        ["data[].id", "data[].type", "data[].created_at", "data[].display_name", "has_more", "first_id", "last_id"])

    private static let requestSettings = [
        "model", "max_tokens", "stream", "temperature", "top_p", "top_k", "service_tier", "speed", "inference_geo",
        "container", "container.id", "container.skills[].skill_id", "container.skills[].type",
        "container.skills[].version", "diagnostics.previous_message_id", "output_config.effort",
        "output_config.format.type", "thinking.type", "thinking.budget_tokens", "thinking.display", "tool_choice.type",
        "tool_choice.disable_parallel_tool_use", "cache_control.type", "cache_control.ttl", "messages[].role",
    ]

    private static let toolStructure = [
        "type", "strict", "defer_loading", "eager_input_streaming", "allowed_callers[]", "cache_control.type",
        "cache_control.ttl", "max_uses", "max_characters", "max_content_tokens", "response_inclusion", "use_cache",
        "citations.enabled", "user_location.type", "display_width_px", "display_height_px", "display_number",
    ].map { "tools[].\($0)" }

    private static let endStructure = [
        "stop_reason", "stop_details.type", "stop_details.category", "container.id", "container.expires_at",
        "container.skills[].skill_id", "container.skills[].type", "container.skills[].version",
    ]

    private static let endTexts = ["stop_sequence", "stop_details.explanation"]

    private static let messageStructure =
        ["id", "type", "role", "model", "usage.**", "diagnostics.cache_miss_reason.type"] + endStructure

    private static let messageTexts = endTexts

    private static func rows(_ treatment: FieldTreatment, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow($0, treatment) }
    }
}
