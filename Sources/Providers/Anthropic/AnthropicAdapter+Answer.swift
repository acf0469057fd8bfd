// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension AnthropicAdapter {
    package func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8] {
        let scan = try JSONBody.object(body)
        guard scan.text("type", of: 0) == "message" else { throw Self.malformed }
        var completion = Completion()
        for block in scan.elements("content", of: 0) {
            switch scan.text("type", of: block) {
            case "text": completion.text += scan.utf8("text", of: block)
            case "thinking": completion.reasoning += scan.utf8("thinking", of: block)
            case "redacted_thinking": break
            case "tool_use":
                guard let input = scan.member("input", of: block), scan.nodes[input].kind == .object else {
                    throw Self.malformed
                }
                completion.calls.append(
                    Completion.Call(
                        id: scan.utf8("id", of: block), name: scan.utf8("name", of: block),
                        arguments: Array(scan.bytes[scan.nodes[input].range])))
            default: throw Self.malformed
            }
        }
        completion.ending = Self.ending(scan.text("stop_reason", of: 0))
        completion.model = scan.filled("model", of: 0)
        var usage = AnthropicUsage()
        usage.read(of: 0, in: scan)
        completion.usage = usage.total
        return completion.body(head)
    }

    static let malformed = ProviderError(code: .invalidBody, expectation: "a message of text and tool_use blocks")
}

/// Counts as they come: those of a stream are cumulative, and a count that is absent keeps its earlier value.
struct AnthropicUsage {
    private var input = 0
    private var created = 0
    private var cached = 0
    private var output = 0

    /// Reads `usage` of an object.
    mutating func read(of object: Int, in scan: JSONScan) {
        guard let usage = scan.member("usage", of: object) else { return }
        input = scan.index("input_tokens", of: usage) ?? input
        created = scan.index("cache_creation_input_tokens", of: usage) ?? created
        cached = scan.index("cache_read_input_tokens", of: usage) ?? cached
        output = scan.index("output_tokens", of: usage) ?? output
    }

    /// In OpenAI's sense the prompt is all of it, whether it was read from a cache or not.
    var total: Completion.Usage {
        Completion.Usage(
            prompt: Completion.Usage.sum(input, created, cached), completion: output, cached: cached)
    }
}
