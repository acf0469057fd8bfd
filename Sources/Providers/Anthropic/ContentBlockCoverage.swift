// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The fields of Anthropic's content blocks, which are the same in requests, answers and streams. Blocks hold blocks:
/// a tool's result has texts, images and documents, a document may have texts of its own.
enum ContentBlockCoverage {
    /// The rows of a block at a place; `textAs` says what its running text is.
    static func rows(at place: String, textAs text: FieldTreatment = .text) -> [CoverageRow] {
        block(place, text) + leaf("\(place).source.content[]")
            + block("\(place).content[]", .text) + leaf("\(place).content[].content[]")
            + leaf("\(place).content[].source.content[]") + results(at: "\(place).content")
            + leaf("\(place).content.content") + rows(.text, "\(place).content.content", ["title"])
    }

    /// The rows of where a text was taken from.
    static func citation(at place: String) -> [CoverageRow] {
        rows(
            .structural, place,
            [
                "type", "document_index", "file_id", "start_page_number", "end_page_number", "start_block_index",
                "end_block_index", "search_result_index",
            ])
            + rows(.cited, place, ["start_char_index", "end_char_index"])
            + rows(.text, place, ["cited_text", "document_title", "title", "url", "source"])
            + rows(.opaque, place, ["encrypted_index"])
    }

    private static func block(_ place: String, _ text: FieldTreatment) -> [CoverageRow] {
        leaf(place, text)
            + rows(
                .structural, place,
                [
                    "id", "tool_use_id", "is_error", "file_id", "citations.enabled", "caller.type", "caller.tool_id",
                    "transformations.oversized_image", "server_name", "page_age",
                ])
            + rows(text, place, ["thinking"])
            + rows(.text, place, ["title", "context", "source", "source.content", "content", "url"])
            + rows(.identifier, place, ["name", "tool_name", "toolset_name"])
            + rows(.opaque, place, ["signature", "data", "encrypted_content"])
            + rows(.input, place, ["input.**"]) + citation(at: "\(place).citations[]")
    }

    /// Text, or an image or document by where its bytes are.
    private static func leaf(_ place: String, _ text: FieldTreatment = .text) -> [CoverageRow] {
        rows(
            .structural, place,
            ["type", "cache_control.type", "cache_control.ttl", "source.type", "source.media_type", "source.file_id"])
            + rows(text, place, ["text"]) + rows(.media, place, ["source.data", "source.url"])
    }

    /// What a server's own tool found, which stands in `content` itself.
    private static func results(at place: String) -> [CoverageRow] {
        rows(
            .structural, place,
            [
                "type", "error_code", "return_code", "file_type", "num_lines", "start_line", "total_lines",
                "is_file_update", "new_lines", "new_start", "old_lines", "old_start", "retrieved_at",
                "tool_references[].type", "content[].type", "content[].file_id",
            ])
            + rows(.text, place, ["url", "stdout", "stderr", "lines[]", "error_message", "content"])
            + rows(.identifier, place, ["tool_references[].tool_name"])
            + rows(.opaque, place, ["encrypted_stdout"])
    }

    private static func rows(_ treatment: FieldTreatment, _ place: String, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow("\(place).\($0)", treatment) }
    }
}
