// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension AnthropicAdapter {
    /// System messages go before all others, wherever they stood; results of calls that follow each other are one message.
    package func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8] {
        var members: [(String, JSONDraft)] = [
            ("model", .text(Array(chat.model.utf8))),
            ("max_tokens", chat.maxTokens ?? .integer(Self.standardMaxTokens)), ("stream", .boolean(chat.isStreaming)),
        ]
        let system = chat.messages.filter { $0.role == .system }.flatMap(\.parts).compactMap(Self.block)
        if !system.isEmpty { members.append(("system", .array(system))) }
        members.append(("messages", .array(Self.messages(chat.messages))))
        if let temperature = chat.parameter("temperature") { members.append(("temperature", temperature)) }
        if let share = chat.parameter("top_p") { members.append(("top_p", share)) }
        if let stops = chat.stops { members.append(("stop_sequences", stops)) }
        if !chat.tools.isEmpty {
            members.append(("tools", .array(chat.tools.map(Self.tool))))
            if let choice = Self.choice(chat) { members.append(("tool_choice", choice)) }
        }
        let output = try Self.output(chat)
        if !output.isEmpty { members.append(("output_config", .object(output))) }
        return JSONDraft.object(members).bytes()
    }

    private static func messages(_ messages: [AdaptedMessage]) -> [JSONDraft] {
        var written: [JSONDraft] = []
        var results: [JSONDraft] = []
        for message in messages where message.role != .system {
            if message.role == .tool {
                results.append(result(message))
                continue
            }
            if !results.isEmpty { written.append(Self.message("user", results)) }
            results = []
            let blocks = message.parts.compactMap(block) + message.calls.map(call)
            written.append(Self.message(message.role == .assistant ? "assistant" : "user", blocks))
        }
        return written + (results.isEmpty ? [] : [message("user", results)])
    }

    private static func message(_ role: JSONDraft, _ blocks: [JSONDraft]) -> JSONDraft {
        .object([("role", role), ("content", .array(blocks))])
    }

    /// `nil` for a text of nothing, which the API refuses.
    private static func block(_ part: AdaptedPart) -> JSONDraft? {
        let cache = part.cacheControl.map { [("cache_control", $0)] } ?? []
        switch part.image {
        case nil:
            guard let text = part.text, !text.isEmpty else { return nil }
            return .object([("type", "text"), ("text", .text(text))] + cache)
        case .data(let type, let base64):
            let source: [(String, JSONDraft)] = [
                ("type", "base64"), ("media_type", .text(type)), ("data", .text(base64)),
            ]
            return .object([("type", "image"), ("source", .object(source))] + cache)
        case .link(let url):
            return .object([("type", "image"), ("source", .object([("type", "url"), ("url", .text(url))]))] + cache)
        }
    }

    private static func call(_ call: AdaptedMessage.Call) -> JSONDraft {
        .object([("type", "tool_use"), ("id", call.id), ("name", call.name), ("input", call.arguments)])
    }

    private static func result(_ message: AdaptedMessage) -> JSONDraft {
        .object([
            ("type", "tool_result"), ("tool_use_id", message.answered?.id ?? .null),
            ("content", .array(message.parts.compactMap(block))),
        ])
    }

    private static func tool(_ tool: AdaptedTool) -> JSONDraft {
        .object(
            [("name", tool.name)] + (tool.description.map { [("description", $0)] } ?? [])
                + [("input_schema", tool.parameters ?? AdaptedTool.noArguments)]
                + (tool.isStrict ? [("strict", .boolean(true))] : [])
                + (tool.cacheControl.map { [("cache_control", $0)] } ?? []))
    }

    private static func choice(_ chat: AdaptedChat) -> JSONDraft? {
        let isSingle = chat.callsInParallel == false
        let single: [(String, JSONDraft)] = isSingle ? [("disable_parallel_tool_use", .boolean(true))] : []
        switch chat.toolChoice {
        case nil: return isSingle ? .object([("type", "auto")] + single) : nil
        case .automatic: return .object([("type", "auto")] + single)
        case .never: return .object([("type", "none")])
        case .required: return .object([("type", "any")] + single)
        case .named(let name): return .object([("type", "tool"), ("name", name)] + single)
        }
    }

    private static func output(_ chat: AdaptedChat) throws(ProviderError) -> [(String, JSONDraft)] {
        var output: [(String, JSONDraft)] = []
        if let effort = chat.parameter("reasoning_effort") {
            guard ["low", "medium", "high"].contains(chat.word("reasoning_effort")) else {
                throw ProviderError(
                    code: .unsupportedParameter,
                    expectation: "reasoning_effort is low, medium or high at this upstream.")
            }
            output.append(("effort", effort))
        }
        switch chat.answerFormat {
        case .text: break
        case .object: throw AdaptedChat.noObjectFormat
        case .schema(let schema, _):
            output.append(("format", .object([("type", "json_schema"), ("schema", schema)])))
        }
        return output
    }
}
