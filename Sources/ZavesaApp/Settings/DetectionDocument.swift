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
    /// Bytes for what was found in texts that come again; 0 for none.
    let remembered: Int

    init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["dictionaries", "allow", "deny", "depth", "remembered"])
        dictionaries = try mapping?.optional("dictionaries")?.string()
        allow = mapping?.optional("allow")
        deny = mapping?.optional("deny")
        depth = try Self.depth(mapping?.optional("depth"))
        remembered = try Self.remembered(mapping?.optional("remembered"))
    }

    private static func remembered(_ node: YAMLNode?) throws(DocumentError) -> Int {
        guard let node else { return FindingMemory.standardLimit }
        return try node.string() == "none" ? 0 : node.byteCount()
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
