// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Words that every request holds as whole JSON strings. A caller whose password is `user` has not leaked it by
/// `"role":"user"`.
enum ProtocolWords {
    private static let words: Set<[UInt8]> = Set(
        [
            "assistant", "auto", "content", "created", "description", "developer", "false", "function", "high", "image",
            "input", "json", "index", "max_tokens", "medium", "messages", "metadata", "model", "name", "none", "null",
            "number", "object", "output", "parameters", "properties", "reasoning", "refusal", "required", "response",
            "role", "seed", "stop", "store", "stream", "string", "system", "temperature", "text", "tool", "tool",
            "tool_calls",
            "tool_choice", "tool_use", "tool_result", "tools", "thinking", "array", "boolean", "integer", "items",
            "enum",
            "title", "strict", "default", "standard", "priority", "flex", "ephemeral", "file", "audio", "detail",
            "input_text", "output_text", "image_url", "top_p", "true", "type", "user",
        ].map { Array($0.utf8) })

    /// Whether a range is such a word and all of a JSON string, or stands in the model's name: "ask claude" is no leak by
    /// `"model":"claude-sonnet"`.
    static func isOne(_ range: Range<Int>, of text: [UInt8], model: [UInt8]?) -> Bool {
        isString(range, of: text) && words.contains(Array(text[range]))
            || model.map { isPart(range, of: $0, in: text) } ?? false
    }

    private static func isString(_ range: Range<Int>, of text: [UInt8]) -> Bool {
        range.lowerBound > 0 && range.upperBound < text.count && text[range.lowerBound - 1] == UInt8(ascii: "\"")
            && text[range.upperBound] == UInt8(ascii: "\"")
    }

    /// Whether a range lies in a JSON string that is the model's name.
    private static func isPart(_ range: Range<Int>, of model: [UInt8], in text: [UInt8]) -> Bool {
        guard range.count <= model.count else { return false }
        return (max(0, range.upperBound - model.count)...range.lowerBound).contains { start in
            let end = start + model.count
            return end <= text.count && isString(start..<end, of: text) && text[start..<end].elementsEqual(model)
        }
    }
}
