// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a responses request says besides its input.
struct ResponsesRequest {
    let declaredTools: Set<String>
    let answersInJSON: Bool

    /// Throws `.unsupportedContent` for what refers to texts that the provider keeps: nobody here has seen them with
    /// this request, and tokens in them belong to another conversation.
    init(_ scan: JSONScan) throws(ProviderError) {
        for (name, expectation) in Self.states {
            guard let value = scan.member(name, of: 0) else { continue }
            switch scan.nodes[value].kind {
            case .null, .false: continue
            default: throw ProviderError(code: .unsupportedContent, expectation: expectation)
            }
        }
        declaredTools = Set(scan.elements("tools", of: 0).compactMap { scan.text("name", of: $0) })
        let format = scan.member("text", of: 0).flatMap { scan.member("format", of: $0) }
        answersInJSON = format.flatMap { scan.text("type", of: $0) }.map { $0.hasPrefix("json_") } ?? false
    }

    private static let states: [(name: String, expectation: String)] = [
        (
            "previous_response_id",
            "Send the whole conversation as input: previous_response_id means text that the provider keeps."
        ),
        ("conversation", "Send the whole conversation as input: conversation means text that the provider keeps."),
        ("background", "Ask without background: an answer that is fetched later cannot be restored here."),
    ]
}
