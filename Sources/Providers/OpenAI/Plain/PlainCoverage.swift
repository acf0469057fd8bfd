// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field of OpenAI's legacy completions, embeddings and moderations that this gateway knows (API reference as of
/// November 2026). A field that is not here is text.
enum PlainCoverage {
    static let completionRequest =
        rows(
            .structural,
            [
                "model", "stream", "stream_options.include_usage", "stream_options.include_obfuscation", "best_of",
                "echo",
                "frequency_penalty", "logit_bias.*", "logprobs", "max_tokens", "n", "presence_penalty", "seed",
                "temperature", "top_p", "top_k", "min_p", "repetition_penalty",
            ]) + rows(.text, ["prompt", "prompt[]", "suffix", "stop", "stop[]", "user"])

    static let completionResponse =
        rows(.structural, completionStructure) + rows(.text, ["choices[].text", "error.message"])
        + rows(.structural, ["error.type", "error.code", "error.param"]) + rows(.removed, ["choices[].logprobs"])

    static let completionEvent =
        rows(.structural, completionStructure + ["error"]) + rows(.lane, ["choices[].text"])
        + rows(.removed, ["choices[].logprobs", "obfuscation"])

    static let embeddingRequest =
        rows(.structural, ["model", "dimensions", "encoding_format", "truncate"])
        + rows(.text, ["input", "input[]", "user"])

    /// A vector says something about its text and nothing that could be put back.
    static let embeddingResponse =
        rows(.structural, ["object", "model", "usage.**", "data[].object", "data[].index", "data[].embedding[]"])
        + rows(.opaque, ["data[].embedding"])

    static let moderationRequest =
        rows(.structural, ["model", "input[].type"]) + rows(.text, ["input", "input[]", "input[].text"])
        + rows(.media, ["input[].image_url.url"])

    static let moderationResponse = rows(
        .structural,
        [
            "id", "model", "results[].flagged", "results[].categories.**", "results[].category_scores.**",
            "results[].category_applied_input_types.**",
        ])

    private static let completionStructure = [
        "id", "object", "created", "model", "system_fingerprint", "usage.**", "choices[].index",
        "choices[].finish_reason", "choices[].stop_reason",
    ]

    private static func rows(_ treatment: FieldTreatment, _ paths: [String]) -> [CoverageRow] {
        paths.map { CoverageRow($0, treatment) }
    }
}
