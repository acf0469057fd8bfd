// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The `detection:` section: what an operator adds to the shipped dictionaries, and takes away.
struct DetectionDocument {
    /// A folder in the form of `dictionaries/`.
    let dictionaries: String?
    /// Values that are no finding, by type.
    let allow: YAMLNode?
    /// Values that are always one, by type.
    let deny: YAMLNode?

    init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["dictionaries", "allow", "deny"])
        dictionaries = try mapping?.optional("dictionaries")?.string()
        allow = mapping?.optional("allow")
        deny = mapping?.optional("deny")
    }
}
