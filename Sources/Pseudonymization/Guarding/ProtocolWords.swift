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
            "role", "seed", "stop", "store", "stream", "string", "system", "temperature", "text", "tool", "tool_calls",
            "tool_choice", "tools", "top_p", "true", "type", "user",
        ].map { Array($0.utf8) })

    /// Whether a range is such a word and all of a JSON string.
    static func isOne(_ range: Range<Int>, of text: [UInt8]) -> Bool {
        guard range.lowerBound > 0, range.upperBound < text.count, text[range.lowerBound - 1] == UInt8(ascii: "\""),
            text[range.upperBound] == UInt8(ascii: "\"")
        else { return false }
        return words.contains(Array(text[range]))
    }
}
