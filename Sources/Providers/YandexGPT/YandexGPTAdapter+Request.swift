// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension YandexGPTAdapter {
    /// One system message, the first; a message has a text, or calls, or results, never two of them.
    package func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8] {
        guard chat.messages.allSatisfy(\.images.isEmpty) else {
            throw ProviderError(
                code: .unsupportedParameter, expectation: "images have no equivalent at this upstream.")
        }
        var options: [(String, JSONDraft)] = [("stream", .boolean(chat.isStreaming))]
        if let temperature = chat.parameter("temperature") { options.append(("temperature", temperature)) }
        // The API writes 64-bit integers as strings.
        if let limit = chat.maxTokens { options.append(("maxTokens", .text(limit.bytes()))) }
        var members: [(String, JSONDraft)] = [
            ("modelUri", .text(Array(uri(of: chat.model).utf8))), ("completionOptions", .object(options)),
            ("messages", .array(Self.messages(chat.messages))),
        ]
        if !chat.tools.isEmpty {
            members.append(("tools", .array(chat.tools.map { .object([("function", .object($0.definition))]) })))
            if let choice = chat.toolChoice { members.append(("toolChoice", Self.choice(choice))) }
            if let parallel = chat.callsInParallel { members.append(("parallelToolCalls", .boolean(parallel))) }
        }
        switch chat.answerFormat {
        case .text: break
        case .object: members.append(("jsonObject", .boolean(true)))
        case .schema(let schema, _): members.append(("jsonSchema", .object([("schema", schema)])))
        }
        return JSONDraft.object(members).bytes()
    }

    private static func choice(_ choice: AdaptedChat.ToolChoice) -> JSONDraft {
        switch choice {
        case .automatic: .object([("mode", "AUTO")])
        case .never: .object([("mode", "NONE")])
        case .required: .object([("mode", "REQUIRED")])
        case .named(let name): .object([("functionName", name)])
        }
    }

    private static func messages(_ messages: [AdaptedMessage]) -> [JSONDraft] {
        var written: [JSONDraft] = []
        let system = messages.filter { $0.role == .system }.map(\.text)
        if !system.isEmpty { written.append(message("system", Array(system.joined(separator: [0x0A, 0x0A])))) }
        var results: [JSONDraft] = []
        for message in messages where message.role != .system {
            if let call = message.answered {
                results.append(
                    .object([("functionResult", .object([("name", call.name), ("content", .text(message.text))]))]))
                continue
            }
            if !results.isEmpty { written.append(Self.results(results)) }
            results = []
            let role: JSONDraft = message.role == .assistant ? "assistant" : "user"
            if !message.text.isEmpty || message.calls.isEmpty { written.append(Self.message(role, message.text)) }
            if !message.calls.isEmpty { written.append(.object([("role", role), ("toolCallList", calls(message))])) }
        }
        return written + (results.isEmpty ? [] : [Self.results(results)])
    }

    private static func message(_ role: JSONDraft, _ text: [UInt8]) -> JSONDraft {
        .object([("role", role), ("text", .text(text))])
    }

    private static func calls(_ message: AdaptedMessage) -> JSONDraft {
        let calls = message.calls.map { call in
            JSONDraft.object([("functionCall", .object([("name", call.name), ("arguments", call.arguments)]))])
        }
        return .object([("toolCalls", .array(calls))])
    }

    private static func results(_ results: [JSONDraft]) -> JSONDraft {
        .object([("role", "user"), ("toolResultList", .object([("toolResults", .array(results))]))])
    }
}
