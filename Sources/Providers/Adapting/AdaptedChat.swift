// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A chat completion taken apart for an adapter: what it says, each part spelled as it was.
package struct AdaptedChat: Sendable {
    /// Which tool the model is to call.
    enum ToolChoice: Sendable {
        case automatic, never, required
        /// A string with its quotes.
        case named(JSONDraft)
    }

    /// What form the answer is asked for in.
    enum AnswerFormat: Sendable {
        case text, object
        case schema(JSONDraft, isStrict: Bool)
    }

    /// What a vendor without a form for any object at all refuses with.
    static let noObjectFormat = ProviderError(
        code: .unsupportedParameter,
        expectation: "response_format json_object has no equivalent at this upstream; json_schema has.")

    /// The name of the model, in the upstream's words.
    package let model: String
    package let isStreaming: Bool
    /// Whether a stream is to end with its usage.
    package let includesUsage: Bool
    let messages: [AdaptedMessage]
    let tools: [AdaptedTool]
    /// `nil` where the request leaves it to the vendor.
    let toolChoice: ToolChoice?
    /// `nil` where the request does not say.
    let callsInParallel: Bool?
    let answerFormat: AnswerFormat
    private let scan: JSONScan

    /// Throws `.unsupportedParameter` for what `parameters` do not let through, `.invalidBody` for another shape.
    package init(_ body: [UInt8], parameters: ChatParameters) throws(ProviderError) {
        let scan = try JSONBody.object(body)
        self.scan = scan
        try parameters.check(scan)
        let head = try RequestHead(scan)
        guard let model = head.model else {
            throw ProviderError(code: .invalidBody, expectation: "model is a string")
        }
        self.model = model
        isStreaming = head.isStreaming
        includesUsage = scan.member("stream_options", of: 0).map { scan.isTrue("include_usage", of: $0) } ?? false
        messages = try AdaptedMessage.all(in: scan)
        tools = try AdaptedTool.all(in: scan)
        toolChoice = try Self.toolChoice(in: scan)
        callsInParallel = scan.value("parallel_tool_calls", of: 0).map { scan.nodes[$0].kind == .true }
        answerFormat = try Self.answerFormat(in: scan)
    }

    /// A parameter as it is spelled; `nil` where it is null or absent.
    func parameter(_ name: String) -> JSONDraft? { scan.value(name, of: 0).map(scan.copy) }

    /// A parameter that is a string; `nil` for anything else.
    func word(_ name: String) -> String? { scan.text(name, of: 0) }

    /// How long the answer may get: `max_completion_tokens`, or `max_tokens`, its older name.
    var maxTokens: JSONDraft? { parameter("max_completion_tokens") ?? parameter("max_tokens") }

    /// Words at which the model stops, as a list: the API takes a single one, too.
    var stops: JSONDraft? {
        guard let value = scan.value("stop", of: 0) else { return nil }
        return scan.nodes[value].kind == .string ? .array([scan.copy(value)]) : scan.copy(value)
    }

    private static func toolChoice(in scan: JSONScan) throws(ProviderError) -> ToolChoice? {
        guard let choice = scan.value("tool_choice", of: 0) else { return nil }
        if let function = scan.member("function", of: choice), let name = scan.value("name", of: function),
            scan.nodes[name].kind == .string
        {
            return .named(scan.copy(name))
        }
        switch scan.nodes[choice].kind == .string ? scan.string(choice) : "" {
        case "auto": return .automatic
        case "none": return .never
        case "required": return .required
        default:
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: "tool_choice is auto, none, required or a function at this upstream.")
        }
    }

    private static func answerFormat(in scan: JSONScan) throws(ProviderError) -> AnswerFormat {
        guard let format = scan.value("response_format", of: 0) else { return .text }
        let named = scan.member("json_schema", of: format)
        switch (scan.text("type", of: format), named.flatMap { scan.value("schema", of: $0) }) {
        case ("text", _): return .text
        case ("json_object", _): return .object
        case ("json_schema", let schema?):
            return .schema(scan.copy(schema), isStrict: named.map { scan.isTrue("strict", of: $0) } ?? false)
        default:
            throw ProviderError(
                code: .unsupportedParameter,
                expectation: "response_format is text, json_object or json_schema with a schema at this upstream.")
        }
    }
}

extension JSONScan {
    /// A member that is there and not null.
    func value(_ name: String, of object: Int) -> Int? {
        member(name, of: object).flatMap { nodes[$0].kind == .null ? nil : $0 }
    }

    /// Whether a member is `true`.
    func isTrue(_ name: String, of object: Int) -> Bool {
        member(name, of: object).map { nodes[$0].kind == .true } ?? false
    }
}
