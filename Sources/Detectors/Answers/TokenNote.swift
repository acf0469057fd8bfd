// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// What a model is told of tokens (`dictionaries/notes/tokens.yaml`).
package struct TokenNote: Sendable, Equatable {
    /// How to treat them.
    package let tokens: String
    /// How to ask for a case.
    package let cases: String

    /// Throws for a text that is none, and for one that JSON would have to escape: it stands in requests as it is.
    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["about", "tokens", "cases"])
        _ = try keys.required("about").string()
        tokens = try Self.text(keys.required("tokens"))
        cases = try Self.text(keys.required("cases"))
    }

    private static func text(_ node: YAMLNode) throws(DocumentError) -> String {
        let text = try node.string()
        guard (1...1_000).contains(text.utf8.count),
            !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C })
        else { throw node.error(.invalidValue, "expected a text of 1 to 1000 bytes without quotes and backslashes") }
        return text
    }
}
