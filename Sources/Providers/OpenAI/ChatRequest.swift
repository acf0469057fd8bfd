// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a chat request says besides its messages.
struct ChatRequest {
    let model: String?
    let modelRange: Range<Int>?
    let isStreaming: Bool
    let declaredTools: Set<String>
    let answersInJSON: Bool

    /// Throws `.invalidBody` where a field the gateway acts on is not what the API says it is.
    init(_ scan: JSONScan) throws(ProviderError) {
        let model = scan.member("model", of: 0)
        if let model, scan.nodes[model].kind != .string {
            throw ProviderError(code: .invalidBody, expectation: "model is a string")
        }
        self.model = model.map(scan.string)
        modelRange = model.map { scan.nodes[$0].range }
        isStreaming = try Self.flag("stream", in: scan)
        declaredTools = Self.declaredTools(in: scan)
        answersInJSON = Self.answersInJSON(scan)
    }

    /// A member that is true, false, null or absent; a server may read anything else either way.
    private static func flag(_ name: StaticString, in scan: JSONScan) throws(ProviderError) -> Bool {
        guard let value = scan.member(name, of: 0) else { return false }
        switch scan.nodes[value].kind {
        case .true: return true
        case .false, .null: return false
        default: throw ProviderError(code: .invalidBody, expectation: "stream is true or false")
        }
    }

    private static func declaredTools(in scan: JSONScan) -> Set<String> {
        var names: Set<String> = []
        for tool in elements("tools", in: scan) {
            for kind in ["function", "custom"] as [StaticString] {
                guard let definition = scan.member(kind, of: tool) else { continue }
                if let name = text("name", of: definition, in: scan) { names.insert(name) }
            }
        }
        for function in elements("functions", in: scan) {
            if let name = text("name", of: function, in: scan) { names.insert(name) }
        }
        return names
    }

    private static func answersInJSON(_ scan: JSONScan) -> Bool {
        guard let format = scan.member("response_format", of: 0), let type = scan.member("type", of: format)
        else { return false }
        return ["json_object", "json_schema"].contains { scan.nodes[type].kind == .string && scan.string(type) == $0 }
    }

    private static func elements(_ name: StaticString, in scan: JSONScan) -> [Int] {
        guard let list = scan.member(name, of: 0), scan.nodes[list].kind == .array else { return [] }
        return Array(scan.children(of: list))
    }

    private static func text(_ name: StaticString, of object: Int, in scan: JSONScan) -> String? {
        guard let value = scan.member(name, of: object), scan.nodes[value].kind == .string else { return nil }
        return scan.string(value)
    }
}
