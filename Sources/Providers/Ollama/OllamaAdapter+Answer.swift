// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension OllamaAdapter {
    package func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8] {
        let scan = try JSONBody.object(body)
        guard let message = scan.member("message", of: 0), scan.nodes[message].kind == .object else {
            throw Self.malformed
        }
        var completion = Completion()
        completion.text = scan.utf8("content", of: message)
        completion.reasoning = scan.utf8("thinking", of: message)
        completion.calls = Self.calls(of: message, in: scan)
        completion.ending = Self.ending(scan.text("done_reason", of: 0), hasCalls: !completion.calls.isEmpty)
        completion.model = scan.filled("model", of: 0)
        completion.usage = Self.usage(scan)
        return completion.body(head)
    }

    static func calls(of message: Int, in scan: JSONScan) -> [Completion.Call] {
        scan.elements("tool_calls", of: message).compactMap { call in
            scan.member("function", of: call).map { function in
                Completion.Call(
                    id: scan.filled("id", of: call), name: scan.utf8("name", of: function),
                    arguments: scan.arguments("arguments", of: function))
            }
        }
    }

    static func usage(_ scan: JSONScan) -> Completion.Usage {
        Completion.Usage(
            prompt: scan.index("prompt_eval_count", of: 0) ?? 0, completion: scan.index("eval_count", of: 0) ?? 0)
    }

    static let malformed = ProviderError(
        code: .invalidBody, expectation: "objects with a message, the last of them done")
}
