// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension OllamaAdapter {
    /// Settings of the model stand in `options`; arguments of calls are objects.
    package func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8] {
        var members: [(String, JSONDraft)] = [
            ("model", .text(Array(chat.model.utf8))), ("stream", .boolean(chat.isStreaming)),
            ("messages", .array(try chat.messages.map(Self.message))),
        ]
        let tools = try Self.tools(chat)
        if !tools.isEmpty { members.append(("tools", .array(tools))) }
        switch chat.answerFormat {
        case .text: break
        case .object: members.append(("format", "json"))
        case .schema(let schema, _): members.append(("format", schema))
        }
        if let effort = chat.parameter("reasoning_effort") { members.append(("think", effort)) }
        let options = Self.options(chat)
        if !options.isEmpty { members.append(("options", .object(options))) }
        return JSONDraft.object(members).bytes()
    }

    private static func options(_ chat: AdaptedChat) -> [(String, JSONDraft)] {
        [
            ("temperature", chat.parameter("temperature")), ("top_p", chat.parameter("top_p")),
            ("seed", chat.parameter("seed")), ("presence_penalty", chat.parameter("presence_penalty")),
            ("frequency_penalty", chat.parameter("frequency_penalty")), ("num_predict", chat.maxTokens),
            ("stop", chat.stops),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    private static func message(_ message: AdaptedMessage) throws(ProviderError) -> JSONDraft {
        var members: [(String, JSONDraft)] = [("role", role(message.role)), ("content", .text(message.text))]
        if !message.images.isEmpty {
            members.append(("images", .array(try message.images.map(image))))
        }
        if !message.calls.isEmpty {
            let calls = message.calls.map { call in
                JSONDraft.object([("function", .object([("name", call.name), ("arguments", call.arguments)]))])
            }
            members.append(("tool_calls", .array(calls)))
        }
        if let call = message.answered { members.append(("tool_name", call.name)) }
        return .object(members)
    }

    private static func role(_ role: AdaptedMessage.Role) -> JSONDraft {
        switch role {
        case .system: "system"
        case .user: "user"
        case .assistant: "assistant"
        case .tool: "tool"
        }
    }

    private static func image(_ image: AdaptedPart.Image) throws(ProviderError) -> JSONDraft {
        guard case .data(_, let base64) = image else {
            throw ProviderError(
                code: .unsupportedParameter, expectation: "images are data URLs in base64 at this upstream.")
        }
        return .text(base64)
    }

    /// Tools are not declared where none may be called: the API has no word for it.
    private static func tools(_ chat: AdaptedChat) throws(ProviderError) -> [JSONDraft] {
        guard !chat.tools.isEmpty else { return [] }
        switch chat.toolChoice {
        case .never: return []
        case .required, .named:
            throw ProviderError(
                code: .unsupportedParameter, expectation: "tool_choice is auto or none at this upstream.")
        case nil, .automatic: break
        }
        guard chat.callsInParallel != false else {
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: "parallel_tool_calls false has no equivalent at this upstream; leave it out.")
        }
        return chat.tools.map { .object([("type", "function"), ("function", .object($0.definition))]) }
    }
}
