// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A function that a request declares.
struct AdaptedTool: Sendable {
    /// A string with its quotes, like the description.
    let name: JSONDraft
    let description: JSONDraft?
    /// The schema of its arguments.
    let parameters: JSONDraft?
    let isStrict: Bool
    let cacheControl: JSONDraft?

    /// Throws `.unsupportedParameter` for a tool that is no function, `.invalidBody` for one without a name.
    static func all(in scan: JSONScan) throws(ProviderError) -> [AdaptedTool] {
        var tools: [AdaptedTool] = []
        for tool in scan.elements("tools", of: 0) {
            guard scan.text("type", of: tool) == "function" else {
                throw ProviderError(
                    code: .unsupportedParameter, expectation: "tools of type function are carried to this upstream.")
            }
            guard let function = scan.member("function", of: tool), let name = scan.value("name", of: function),
                scan.nodes[name].kind == .string
            else { throw ProviderError(code: .invalidBody, expectation: "a tool is a function with a name") }
            tools.append(
                AdaptedTool(
                    name: scan.copy(name), description: scan.value("description", of: function).map(scan.copy),
                    parameters: scan.value("parameters", of: function).map(scan.copy),
                    isStrict: scan.isTrue("strict", of: function),
                    cacheControl: scan.value("cache_control", of: tool).map(scan.copy)))
        }
        return tools
    }

    /// `{"name","description","parameters"}`, as most vendors take it; the schema of no arguments where it has none.
    var definition: [(String, JSONDraft)] {
        [("name", name)] + (description.map { [("description", $0)] } ?? [])
            + [("parameters", parameters ?? Self.noArguments)]
    }

    /// The schema of a function that takes nothing.
    static let noArguments = JSONDraft.object([("type", "object"), ("properties", .object([]))])
}
