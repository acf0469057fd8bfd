// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// A name in its six cases, as a dictionary gives it.
struct GrammarExample: Sendable {
    let file: String
    let line: Int?
    /// UTF-8, in the order of the cases.
    let forms: [[UInt8]]

    init(_ node: YAMLNode) throws(DocumentError) {
        file = node.file
        line = node.line
        let list = try node.strings()
        guard list.count == GrammaticalCase.allCases.count else {
            throw node.error(.invalidValue, "expected the six forms of a name")
        }
        forms = list.map { Array($0.utf8) }
    }
}
