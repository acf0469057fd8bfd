// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import StrictYAML

/// The `detection:` section: what an operator adds to the shipped dictionaries, and takes away.
struct DetectionDocument {
    /// A folder in the form of `dictionaries/`.
    let dictionaries: String?
    /// Values that are no finding, by type.
    let allow: YAMLNode?
    /// Values that are always one, by type.
    let deny: YAMLNode?
    /// How much is looked for.
    let depth: SearchDepth

    init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["dictionaries", "allow", "deny", "depth"])
        dictionaries = try mapping?.optional("dictionaries")?.string()
        allow = mapping?.optional("allow")
        deny = mapping?.optional("deny")
        depth = try Self.depth(mapping?.optional("depth"))
    }

    private static func depth(_ node: YAMLNode?) throws(DocumentError) -> SearchDepth {
        guard let node else { return .full }
        guard let depth = SearchDepth(rawValue: try node.string()) else {
            let names = SearchDepth.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(.invalidValue, "expected one of \(names)")
        }
        return depth
    }
}
