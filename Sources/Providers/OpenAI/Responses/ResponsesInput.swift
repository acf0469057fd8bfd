// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// What the input of a responses request is made of.
struct ResponsesInput {
    /// What in it cannot be read as text.
    private(set) var residue: Set<ResidueKind> = []
    /// Strings that tools answered with: JSON more often than not.
    private(set) var toolResults: [Int: FieldTreatment] = [:]
    /// The instructions, the leading system messages and the first user message.
    private(set) var opening: [Sensitive<[UInt8]>] = []

    /// Throws `.invalidBody` for input of another shape, `.unsupportedContent` for an item or part that is not known.
    init(_ scan: JSONScan) throws(ProviderError) {
        var texts: [Int] = []
        if let instructions = scan.member("instructions", of: 0), scan.nodes[instructions].kind == .string {
            texts.append(instructions)
        }
        if let input = scan.member("input", of: 0) {
            switch scan.nodes[input].kind {
            case .string: texts.append(input)
            case .null: break
            case .array: texts += try read(input, in: scan)
            default:
                throw ProviderError(code: .invalidBody, expectation: "input is a string or an array of items")
            }
        }
        if let prompt = scan.member("prompt", of: 0), let variables = scan.member("variables", of: prompt) {
            // A variable is a string, or a part: an image or a file too.
            for key in scan.children(of: variables) where scan.nodes[key].kind == .key {
                guard let type = scan.text("type", of: key + 1) else { continue }
                if let kind = try ChatMessages.residue(ofPart: type) { residue.insert(kind) }
            }
        }
        opening = texts.map { Sensitive(scan.decoded($0).utf8) }
    }

    /// Reads the items; returns the texts that open the conversation.
    private mutating func read(_ input: Int, in scan: JSONScan) throws(ProviderError) -> [Int] {
        var texts: [Int] = []
        var isOpening = true
        for item in scan.children(of: input) {
            guard scan.nodes[item].kind == .object else {
                throw ProviderError(code: .invalidBody, expectation: "input items are objects")
            }
            let type = scan.text("type", of: item) ?? "message"
            guard Self.known.contains(type) else {
                throw ProviderError(
                    code: .unsupportedContent, expectation: "Send input items of kinds known here, whole.")
            }
            if type == "image_generation_call" || type == "computer_call_output" { residue.insert(.image) }
            let isToolResult = type.hasSuffix("_output")
            let field: String = isToolResult ? "output" : "content"
            guard let content = scan.member(field, of: item) else { continue }
            let read = try readContent(content, isToolResult: isToolResult, in: scan)
            guard type == "message", isOpening else { continue }
            texts += read
            isOpening = scan.text("role", of: item).map { ["system", "developer"].contains($0) } ?? false
        }
        return texts
    }

    private mutating func readContent(
        _ content: Int, isToolResult: Bool, in scan: JSONScan
    ) throws(ProviderError) -> [Int] {
        guard scan.nodes[content].kind == .array else {
            guard scan.nodes[content].kind == .string else { return [] }
            if isToolResult { toolResults[content] = .json }
            return [content]
        }
        var texts: [Int] = []
        for part in scan.children(of: content) {
            if let type = scan.text("type", of: part) {
                if let kind = try ChatMessages.residue(ofPart: type) { residue.insert(kind) }
            } else if !isToolResult {
                throw ProviderError(code: .unsupportedContent, expectation: "content parts are objects with a type")
            }
            guard let text = scan.member("text", of: part), scan.nodes[text].kind == .string else { continue }
            if isToolResult { toolResults[text] = .json }
            texts.append(text)
        }
        return texts
    }

    /// Every kind of item, except the reference to one that the provider keeps.
    private static let known: Set<String> = [
        "message", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output", "reasoning",
        "file_search_call", "web_search_call", "computer_call", "computer_call_output", "code_interpreter_call",
        "image_generation_call", "local_shell_call", "local_shell_call_output", "shell_call", "shell_call_output",
        "apply_patch_call", "apply_patch_call_output", "mcp_list_tools", "mcp_approval_request",
        "mcp_approval_response", "mcp_call", "tool_search_call", "tool_search_output", "additional_tools", "compaction",
        "program", "program_output",
    ]
}
