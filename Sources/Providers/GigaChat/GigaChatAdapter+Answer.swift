// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension GigaChatAdapter {
    package func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8] {
        let scan = try JSONBody.object(body)
        guard let choice = scan.elements("choices", of: 0).first, let message = scan.member("message", of: choice),
            let ending = Self.ending(scan.text("finish_reason", of: choice))
        else { throw Self.malformed }
        var completion = Completion()
        completion.text = scan.utf8("content", of: message)
        completion.reasoning = scan.utf8("reasoning_content", of: message)
        if let call = Self.call(of: message, in: scan) { completion.calls = [call] }
        completion.ending = completion.calls.isEmpty ? ending : .toolCalls
        completion.model = scan.filled("model", of: 0)
        completion.usage = Self.usage(scan)
        return completion.body(head)
    }

    /// The call of a message or of a piece of one; `nil` where it has none.
    static func call(of message: Int, in scan: JSONScan) -> Completion.Call? {
        guard let call = scan.value("function_call", of: message), let name = scan.filled("name", of: call) else {
            return nil
        }
        return Completion.Call(
            id: callID(ofState: scan.filled("functions_state_id", of: message)), name: name,
            arguments: scan.arguments("arguments", of: call))
    }

    /// `nil` where the answer has no counts.
    static func usage(_ scan: JSONScan) -> Completion.Usage? {
        scan.value("usage", of: 0).map { usage in
            Completion.Usage(
                prompt: scan.index("prompt_tokens", of: usage) ?? 0,
                completion: scan.index("completion_tokens", of: usage) ?? 0,
                cached: scan.index("precached_prompt_tokens", of: usage) ?? 0)
        }
    }

    static let malformed = ProviderError(
        code: .invalidBody, expectation: "a choice with a message, and an end that is no error")
}
