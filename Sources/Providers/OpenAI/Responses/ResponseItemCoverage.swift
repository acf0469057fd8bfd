// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The fields of items, which are the same in input, output and stream.
enum ResponseItemCoverage {
    /// The rows of an item at a place. In a stream its texts are copies of lanes: `textAs` is then `lane`.
    static func rows(at place: String, textAs text: FieldTreatment = .text) -> [CoverageRow] {
        let isLane = text == .lane
        return rows(.structural, place, structure) + rows(.identifier, place, ["name", "server_label", "namespace"])
            + rows(.text, place, texts) + rows(text, place, spoken)
            + rows(isLane ? .lane : .arguments, place, ["arguments"])
            + rows(isLane ? .lane : .toolText, place, ["input"])
            + rows(.opaque, place, ["encrypted_content", "fingerprint"]) + rows(.media, place, media)
            + annotation(at: "\(place).content[].annotations[]")
    }

    /// The rows of where a text was taken from.
    static func annotation(at place: String) -> [CoverageRow] {
        rows(.structural, place, ["type", "index", "file_id", "container_id"])
            + rows(.offset, place, ["start_index", "end_index"])
            + rows(.text, place, ["title", "url", "filename"])
    }

    private static let structure = [
        "type", "id", "role", "status", "phase", "call_id", "approval_request_id", "approve", "container_id",
        "max_output_length", "caller.type", "caller.caller_id", "execution", "size", "quality", "background",
        "output_format", "content[].type", "content[].detail", "content[].file_id", "content[].input_audio.format",
        "content[].prompt_cache_breakpoint.mode", "content[].prompt_cache_breakpoint.ttl", "summary[].type",
        "output[].type", "output[].file_id", "output[].detail", "output.type", "output.file_id", "outputs[].type",
        "output[].outcome.type", "output[].outcome.exit_code", "action", "action.type", "action.timeout_ms",
        "action.max_output_length", "action.x", "action.y", "action.button", "action.scroll_x", "action.scroll_y",
        "results[].file_id", "results[].score", "operation.type", "tools[].type",
    ]

    /// What comes in pieces when it is streamed.
    private static let spoken = ["content[].text", "content[].refusal", "summary[].text", "code"]

    private static let texts = [
        "content", "content[].transcript", "content[].filename", "output", "output[].text", "output[].stdout",
        "output[].stderr", "outputs[].logs", "outputs[].url", "results[].text", "results[].filename", "queries[]",
        "action.query", "action.queries[]", "action.url", "action.pattern", "action.text", "action.commands[]",
        "action.command[]", "action.working_directory", "action.user", "operation.diff", "operation.path", "error",
        "reason", "revised_prompt",
    ]

    private static let media = [
        "content[].image_url", "content[].file_data", "content[].file_url", "content[].input_audio.data",
        "output.image_url", "output[].image_url", "output[].file_data", "result",
    ]

    private static func rows(_ treatment: FieldTreatment, _ place: String, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow("\(place).\($0)", treatment) }
    }
}
