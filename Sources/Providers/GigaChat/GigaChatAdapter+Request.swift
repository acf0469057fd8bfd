// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension GigaChatAdapter {
    /// One system message, the first; functions instead of tools; arguments are objects, results JSON in a string.
    package func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8] {
        guard chat.messages.allSatisfy(\.images.isEmpty) else {
            throw ProviderError(
                code: .unsupportedParameter, expectation: "images have no equivalent at this upstream.")
        }
        var members: [(String, JSONDraft)] = [
            ("model", .text(Array(chat.model.utf8))), ("stream", .boolean(chat.isStreaming)),
            ("messages", .array(Self.messages(chat.messages))),
        ]
        for name in ["temperature", "top_p", "reasoning_effort"] as [String] {
            if let value = chat.parameter(name) { members.append(("\(name)", value)) }
        }
        if let limit = chat.maxTokens { members.append(("max_tokens", limit)) }
        if !chat.tools.isEmpty {
            members.append(("functions", .array(chat.tools.map { .object($0.definition) })))
            members.append(("function_call", try Self.choice(chat.toolChoice)))
        }
        switch chat.answerFormat {
        case .text: break
        case .object: throw AdaptedChat.noObjectFormat
        case .schema(let schema, let isStrict):
            members.append(
                (
                    "response_format",
                    .object([("type", "json_schema"), ("schema", schema), ("strict", .boolean(isStrict))])
                ))
        }
        return JSONDraft.object(members).bytes()
    }

    private static func choice(_ choice: AdaptedChat.ToolChoice?) throws(ProviderError) -> JSONDraft {
        switch choice {
        case nil, .automatic: return "auto"
        case .never: return "none"
        case .named(let name): return .object([("name", name)])
        case .required:
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: "tool_choice is auto, none or a function at this upstream.")
        }
    }

    private static func messages(_ messages: [AdaptedMessage]) -> [JSONDraft] {
        var written: [JSONDraft] = []
        let system = messages.filter { $0.role == .system }.map(\.text)
        if !system.isEmpty { written.append(message("system", Array(system.joined(separator: [0x0A, 0x0A])))) }
        for (place, message) in messages.enumerated() {
            switch message.role {
            case .system, .tool: break
            case .user: written.append(Self.message("user", message.text))
            case .assistant where message.calls.isEmpty: written.append(Self.message("assistant", message.text))
            case .assistant:
                written += exchange(message, messages[(place + 1)...].prefix { $0.role == .tool })
            }
        }
        return written
    }

    /// Calls in parallel, each with its result behind it: the API knows one at a time.
    private static func exchange(_ message: AdaptedMessage, _ following: ArraySlice<AdaptedMessage>) -> [JSONDraft] {
        var results = following
        var written: [JSONDraft] = []
        for (index, call) in message.calls.enumerated() {
            written.append(Self.call(call, saying: index == 0 ? message.text : []))
            while let place = results.firstIndex(where: { $0.answered?.key == call.key }) {
                written.append(result(results.remove(at: place), of: call))
            }
        }
        return written
    }

    private static func message(_ role: JSONDraft, _ text: [UInt8]) -> JSONDraft {
        .object([("role", role), ("content", .text(text))])
    }

    private static func call(_ call: AdaptedMessage.Call, saying text: [UInt8]) -> JSONDraft {
        .object(
            [
                ("role", "assistant"), ("content", .text(text)),
                ("function_call", .object([("name", call.name), ("arguments", call.arguments)])),
            ] + (state(ofCall: call.key.utf8).map { [("functions_state_id", .text($0))] } ?? []))
    }

    /// A result that is no JSON object becomes one: the API takes nothing else.
    private static func result(_ message: AdaptedMessage, of call: AdaptedMessage.Call) -> JSONDraft {
        let text = message.text
        let object = JSONObjectText(text)?.bytes ?? JSONDraft.object([("result", .text(text))]).bytes()
        return .object([("role", "function"), ("name", call.name), ("content", .text(object))])
    }
}
