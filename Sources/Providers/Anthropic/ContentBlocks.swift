// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads content blocks: what in them is no text, what tools answered, and what a signature covers.
struct ContentBlocks {
    /// A thinking block: the node of its text and that of its signature.
    struct Signed {
        let text: Int
        let signature: Int
    }

    /// What in them cannot be read as text.
    private(set) var residue: Set<ResidueKind> = []
    /// Values to be treated otherwise than the table says.
    private(set) var overrides: [Int: FieldTreatment] = [:]
    private(set) var signed: [Signed] = []
    /// The documents, in order: the node of each one's text, `nil` for what is not one text.
    private(set) var documents: [Int?] = []

    private let scan: JSONScan

    init(_ scan: JSONScan) {
        self.scan = scan
    }

    /// Reads a string or an array of blocks; returns the strings that are its running text. Throws `.invalidBody` for
    /// another shape, `.unsupportedContent` for a kind of block that is not known.
    mutating func read(_ content: Int, isToolResult: Bool = false) throws(ProviderError) -> [Int] {
        switch scan.nodes[content].kind {
        case .null: return []
        case .string:
            if isToolResult { overrides[content] = .json }
            return [content]
        case .array:
            var texts: [Int] = []
            for block in scan.children(of: content) { texts += try read(block: block, isToolResult: isToolResult) }
            return texts
        case .object: return try read(block: content, isToolResult: isToolResult)
        default:
            throw ProviderError(code: .invalidBody, expectation: "content is a string or an array of blocks")
        }
    }

    private mutating func read(block: Int, isToolResult: Bool) throws(ProviderError) -> [Int] {
        guard let type = scan.text("type", of: block) else {
            throw ProviderError(code: .unsupportedContent, expectation: "content blocks are objects with a type")
        }
        switch type {
        case "text":
            guard let text = scan.member("text", of: block), scan.nodes[text].kind == .string else { return [] }
            if isToolResult { overrides[text] = .json }
            return [text]
        case "thinking": readThinking(block)
        case "image": residue.insert(.image)
        case "container_upload": residue.insert(.file)
        case "document": try readDocument(block)
        case "tool_result", "search_result", "mcp_tool_result":
            // What was searched for is prose, what a tool gives is JSON more often than not.
            if let content = scan.member("content", of: block) {
                _ = try read(content, isToolResult: type != "search_result")
            }
        case "web_fetch_tool_result": try readFetched(block)
        case "redacted_thinking", "tool_use", "server_tool_use", "mcp_tool_use", "tool_reference", "browser_state",
            "web_search_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
            "text_editor_code_execution_tool_result", "tool_search_tool_result":
            break
        default:
            throw ProviderError(
                code: .unsupportedContent,
                expectation: "content blocks of type text, thinking, tool_use, tool_result, document or image")
        }
        return []
    }

    private mutating func readThinking(_ block: Int) {
        guard let text = scan.member("thinking", of: block), scan.nodes[text].kind == .string,
            let signature = scan.member("signature", of: block), scan.signature(at: signature) != nil
        else { return }
        signed.append(Signed(text: text, signature: signature))
    }

    private mutating func readDocument(_ block: Int) throws(ProviderError) {
        documents.append(nil)
        guard let source = scan.member("source", of: block) else { return }
        switch scan.text("type", of: source) {
        case "text":
            guard let data = scan.member("data", of: source) else { return }
            overrides[data] = .text
            documents[documents.count - 1] = data
        case "content": if let content = scan.member("content", of: source) { _ = try read(content) }
        default: residue.insert(.file)
        }
    }

    private mutating func readFetched(_ block: Int) throws(ProviderError) {
        if let result = scan.member("content", of: block), let document = scan.member("content", of: result) {
            _ = try read(document)
        }
    }
}
