// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension YandexGPTAdapter {
    package func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8] {
        let said = try YandexGPTAnswer(body)
        guard let ending = said.ending else { throw YandexGPTAnswer.malformed }
        var completion = Completion()
        completion.text = said.text
        completion.calls = said.calls
        completion.ending = ending
        completion.usage = said.usage
        return completion.body(head)
    }
}

/// What one object of YandexGPT says: a whole answer, or all of it so far.
struct YandexGPTAnswer {
    let text: [UInt8]
    let calls: [Completion.Call]
    /// `nil` while more is to come.
    let ending: Completion.Ending?
    let usage: Completion.Usage?

    /// Throws `.invalidBody` for another shape. The object may stand in `result`, as the REST gateway writes it.
    init(_ body: [UInt8]) throws(ProviderError) { try self.init(JSONBody.object(body)) }

    init(_ scan: JSONScan) throws(ProviderError) {
        let result = scan.member("result", of: 0) ?? 0
        guard let alternative = scan.elements("alternatives", of: result).first,
            let message = scan.member("message", of: alternative)
        else { throw Self.malformed }
        text = scan.utf8("text", of: message)
        let list = scan.value("toolCallList", of: message)
        calls =
            list.map { list in
                scan.elements("toolCalls", of: list).compactMap { call in
                    scan.member("functionCall", of: call).map { function in
                        Completion.Call(
                            id: nil, name: scan.utf8("name", of: function),
                            arguments: scan.arguments("arguments", of: function))
                    }
                }
            } ?? []
        let reason = YandexGPTAdapter.ending(scan.text("status", of: alternative))
        ending = reason == nil ? nil : calls.isEmpty ? reason : .toolCalls
        usage = scan.value("usage", of: result).map { usage in
            Completion.Usage(
                prompt: Self.count("inputTextTokens", of: usage, in: scan),
                completion: Self.count("completionTokens", of: usage, in: scan))
        }
    }

    /// A 64-bit integer, which the API writes as a string.
    private static func count(_ name: String, of usage: Int, in scan: JSONScan) -> Int {
        scan.text(name, of: usage).flatMap { Int($0) }.map { max(0, $0) } ?? scan.index(name, of: usage) ?? 0
    }

    static let malformed = ProviderError(
        code: .invalidBody, expectation: "an alternative with a message, the last of them final")
}
