// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// The `policy:` section as somebody wrote it: keys are checked, meanings are not yet. `PolicyEngine` is made from it.
package struct PolicyDocument: Sendable {
    /// A text with its place in the file, for errors.
    struct Written<Value: Sendable>: Sendable {
        let value: Value
        let node: YAMLNode
    }

    let node: YAMLNode
    let id: Written<String>?
    let scope: Written<String>?
    let answer: Written<String>?
    let storage: Written<String>?
    let padding: Written<String>?
    let unknownPaths: Written<String>?
    let actions: Actions
    let blockedTypes: [Written<String>]
    let blockedClasses: [Written<String>]
    let thresholds: [(type: String, probability: Written<Double>)]
    let foreignUpstreams: [Written<String>]
    let maxForeignResidual: Written<String>?
    let acceptedStatuses: [Written<String>]?
    let regimes: [Written<String>]
    let masks: YAMLNode?
    let purposes: [Written<String>]
    let quasiIdentifiers: [Written<String>]?
    let rules: YAMLNode?
    let unmaskedFallback: YAMLNode?
    /// The file of a policy that is decided beside this one, and not enforced.
    package let shadow: String?

    /// Actions by what they are for.
    struct Actions: Sendable {
        var secret: Written<String>?
        var specialCategory: Written<String>?
        var classes: [(name: String, action: Written<String>)] = []
        var types: [(name: String, action: Written<String>)] = []
    }

    /// Reads the section. Unknown keys are errors that name the nearest known one.
    package init(node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: [
            "id", "scope", "answer", "storage", "padding", "unknown_paths", "actions", "block", "thresholds", "foreign",
            "masks", "purposes", "quasi_identifiers", "rules", "shadow", "unmasked_fallback",
        ])
        self.node = node
        id = try Self.text(keys.optional("id"))
        scope = try Self.text(keys.optional("scope"))
        answer = try Self.text(keys.optional("answer"))
        storage = try Self.text(keys.optional("storage"))
        padding = try Self.text(keys.optional("padding"))
        unknownPaths = try Self.text(keys.optional("unknown_paths"))
        actions = try Self.actions(keys.optional("actions"))
        let block = try keys.optional("block")?.mapping(keys: ["types", "classes"])
        blockedTypes = try Self.texts(block?.optional("types"))
        blockedClasses = try Self.texts(block?.optional("classes"))
        var thresholds: [(type: String, probability: Written<Double>)] = []
        for (type, value) in try keys.optional("thresholds")?.pairs() ?? [] {
            thresholds.append((type, Written(value: try value.double(), node: value)))
        }
        self.thresholds = thresholds
        let foreign = try keys.optional("foreign")?.mapping(keys: [
            "upstreams", "max_residual", "accept_status", "regimes",
        ])
        foreignUpstreams = try Self.texts(foreign?.optional("upstreams"))
        maxForeignResidual = try Self.text(foreign?.optional("max_residual"))
        acceptedStatuses = try foreign?.optional("accept_status").map { node throws(DocumentError) in
            try Self.texts(node)
        }
        regimes = try Self.texts(foreign?.optional("regimes"))
        masks = keys.optional("masks")
        purposes = try Self.texts(keys.optional("purposes"))
        quasiIdentifiers = try keys.optional("quasi_identifiers").map { (node) throws(DocumentError) in
            try Self.texts(node)
        }
        rules = keys.optional("rules")
        unmaskedFallback = keys.optional("unmasked_fallback")
        shadow = try keys.optional("shadow")?.string()
    }

    private static func actions(_ node: YAMLNode?) throws(DocumentError) -> Actions {
        var actions = Actions()
        guard let keys = try node?.mapping(keys: ["secret", "special_category", "classes", "types"]) else {
            return actions
        }
        actions.secret = try text(keys.optional("secret"))
        actions.specialCategory = try text(keys.optional("special_category"))
        actions.classes = try named(keys.optional("classes"))
        actions.types = try named(keys.optional("types"))
        return actions
    }

    private static func named(
        _ node: YAMLNode?
    ) throws(DocumentError) -> [(name: String, action: Written<String>)] {
        var actions: [(name: String, action: Written<String>)] = []
        for (name, value) in try node?.pairs() ?? [] {
            actions.append((name, Written(value: try value.string(), node: value)))
        }
        return actions
    }

    private static func text(_ node: YAMLNode?) throws(DocumentError) -> Written<String>? {
        guard let node else { return nil }
        return Written(value: try node.string(), node: node)
    }

    private static func texts(_ node: YAMLNode?) throws(DocumentError) -> [Written<String>] {
        guard let node, !node.isNull else { return [] }
        var texts: [Written<String>] = []
        for element in try node.elements() { texts.append(Written(value: try element.string(), node: element)) }
        return texts
    }
}
