// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A check that a dictionary writes out itself, so that a new register is a file and no change of code.
///
/// Every formula reads the value's letters (in upper case) and digits, nothing else.
enum DeclaredCheck {
    /// The keys of a check that say what it does; it has one of them, or `name`.
    static let keys = ["sum", "number", "system", "date", "part", "varied", "any"]

    /// The check that `keys` declares; `nil` if it declares none.
    static func validator(_ keys: YAMLMapping) throws(DocumentError) -> Validator? {
        for key in Self.keys {
            guard let node = keys.optional(key) else { continue }
            return try validator(key, node)
        }
        return nil
    }

    private static func validator(_ key: String, _ node: YAMLNode) throws(DocumentError) -> Validator {
        switch key {
        case "sum":
            let sum = try WeightedSum(node)
            return Validator(key, .checksum, compact: { sum.accepts($0) })
        case "number":
            let number = try NumberRemainder(node)
            return Validator(key, .checksum, compact: { number.accepts($0) })
        case "system":
            let system = try CheckSystem(node)
            return Validator(key, .checksum, compact: { system.accepts($0) })
        case "date":
            let date = try DateLayout(node)
            return Validator(key, .structure, compact: { date.accepts($0) })
        case "part":
            let part = try ListedPart(node)
            return Validator(key, .structure, compact: { part.accepts($0) })
        case "varied":
            guard try node.boolean() else { throw node.error(.invalidValue, "expected true") }
            return Validator(key, .structure, compact: { value in value.contains { $0 != value[0] } })
        default: return try alternatives(node)
        }
    }

    /// A check that passes where one of several does.
    private static func alternatives(_ node: YAMLNode) throws(DocumentError) -> Validator {
        var validators: [Validator] = []
        for element in try node.elements() {
            guard let validator = try validator(element.mapping(keys: keys.filter { $0 != "any" })) else {
                throw element.error(.missingKey, "expected one of \(keys.joined(separator: ", "))")
            }
            validators.append(validator)
        }
        let kind: Validator.Kind = validators.contains { $0.kind == .checksum } ? .checksum : .structure
        let all = validators
        return Validator(
            "any", kind,
            compact: { value in
                let text = CandidateText(value)
                return all.contains { $0.accepts(text) }
            })
    }
}
