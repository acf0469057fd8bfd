// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// One message of a request.
struct AdaptedMessage: Sendable {
    enum Role: Sendable {
        /// Also what the API calls `developer`.
        case system
        case user, assistant, tool
    }

    /// A call that an earlier answer made.
    struct Call: Sendable {
        /// Strings with their quotes.
        let id: JSONDraft
        let name: JSONDraft
        /// The identifier's text, to tell which result belongs to it.
        let key: String
        /// A JSON object, as the model wrote it.
        let arguments: JSONDraft
    }

    let role: Role
    let parts: [AdaptedPart]
    let calls: [Call]
    /// Of a tool's message: the call it answers.
    let answered: Call?

    /// The text of all its parts, a line each.
    var text: [UInt8] { Array(parts.compactMap(\.text).joined(separator: [0x0A])) }

    var images: [AdaptedPart.Image] { parts.compactMap(\.image) }

    /// Every message. Throws `.invalidBody` for another shape, `.unsupportedParameter` for what no adapter carries.
    static func all(in scan: JSONScan) throws(ProviderError) -> [AdaptedMessage] {
        var calls: [String: Call] = [:]
        var messages: [AdaptedMessage] = []
        for message in scan.elements("messages", of: 0) {
            let read = try AdaptedMessage(message, in: scan, answering: calls)
            for call in read.calls { calls[call.key] = call }
            messages.append(read)
        }
        return messages
    }

    private init(_ message: Int, in scan: JSONScan, answering calls: [String: Call]) throws(ProviderError) {
        try Self.check(message, in: scan)
        role = try Self.role(of: message, in: scan)
        self.calls = try scan.elements("tool_calls", of: message).map { call throws(ProviderError) in
            try Self.call(call, in: scan)
        }
        var parts = try AdaptedPart.all(of: message, in: scan)
        if let refusal = scan.value("refusal", of: message), scan.nodes[refusal].kind == .string {
            parts.append(AdaptedPart(text: scan.decoded(refusal).utf8))
        }
        self.parts = parts
        guard role == .tool else {
            answered = nil
            return
        }
        guard let id = scan.text("tool_call_id", of: message), let call = calls[id] else {
            throw ProviderError(
                code: .invalidBody, expectation: "a tool message answers a call of an earlier message (tool_call_id)")
        }
        answered = call
    }

    /// Fields of a message that are read, and those that are left out: what says nothing to the model.
    private static let known = [
        "role", "content", "tool_calls", "tool_call_id", "refusal", "annotations", "reasoning_content", "reasoning",
    ]

    private static func check(_ message: Int, in scan: JSONScan) throws(ProviderError) {
        for key in scan.children(of: message) where scan.nodes[key + 1].kind != .null {
            let name = scan.string(key)
            if known.contains(name) || (name == "name" && scan.text("role", of: message) == "tool") { continue }
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: ["name", "audio", "function_call", "prefix"].contains(name)
                    ? "\(name) of a message has no equivalent at this upstream."
                    : "A message has a field that is not known here, and so cannot be carried to this upstream.")
        }
    }

    private static func role(of message: Int, in scan: JSONScan) throws(ProviderError) -> Role {
        switch scan.text("role", of: message) {
        case "system", "developer": return .system
        case "user": return .user
        case "assistant": return .assistant
        case "tool": return .tool
        default:
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: "messages have the role system, developer, user, assistant or tool at this upstream.")
        }
    }

    private static func call(_ call: Int, in scan: JSONScan) throws(ProviderError) -> Call {
        guard let id = scan.value("id", of: call), scan.nodes[id].kind == .string,
            let function = scan.member("function", of: call), let name = scan.value("name", of: function),
            scan.nodes[name].kind == .string
        else {
            throw ProviderError(
                code: .unsupportedParameter, expectation: "tool calls are those of functions, with an id and a name.")
        }
        return Call(
            id: scan.copy(id), name: scan.copy(name), key: scan.string(id),
            arguments: try arguments(of: function, in: scan))
    }

    /// The object that stands in the string `arguments`; none where the model wrote nothing.
    private static func arguments(of function: Int, in scan: JSONScan) throws(ProviderError) -> JSONDraft {
        guard let value = scan.value("arguments", of: function), scan.nodes[value].kind == .string else {
            return .object([])
        }
        let text = scan.decoded(value).utf8
        guard !text.isEmpty else { return .object([]) }
        guard let object = JSONObjectText(text) else {
            throw ProviderError(
                code: .invalidBody, expectation: "arguments of an earlier tool call are a JSON object in a string")
        }
        return .copy(object.bytes)
    }
}

/// Text that is a JSON object.
struct JSONObjectText {
    let bytes: [UInt8]

    /// `nil` for anything else. Equal keys may stay, as they came.
    init?(_ text: [UInt8]) {
        guard let scan = try? JSONScan(text, limits: JSONLimits(refusesDuplicateKeys: false)),
            scan.nodes[0].kind == .object
        else { return nil }
        bytes = text
    }
}
