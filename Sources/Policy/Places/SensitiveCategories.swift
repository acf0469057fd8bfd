// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// Which entity types make a kind of data that laws speak of (`compliance/categories.yaml`).
package struct SensitiveCategories: Sendable, Equatable {
    private struct Members: Sendable, Equatable {
        let types: Set<EntityType>
        /// Canonical labels, such as `CARD`: a type that a dictionary adds later belongs, too.
        let labels: Set<String>
    }

    private let members: [String: Members]

    /// No category.
    package static let none = SensitiveCategories(members: [:])

    private init(members: [String: Members]) { self.members = members }

    /// Reads the file. A category without a type and a label is an error.
    package init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["version", "categories"])
        try keys.checkVersion()
        var members: [String: Members] = [:]
        for (name, value) in try keys.required("categories").pairs() {
            let mapping = try value.mapping(keys: ["types", "labels"])
            let types = try mapping.optional("types")?.strings() ?? []
            let labels = try mapping.optional("labels")?.strings() ?? []
            guard !types.isEmpty || !labels.isEmpty else {
                throw value.error(.missingKey, "expected types or labels")
            }
            members[name] = Members(types: Set(types.map(EntityType.init(rawValue:))), labels: Set(labels))
        }
        self.members = members
    }

    /// Every name, sorted.
    package var names: [String] { members.keys.sorted() }

    /// The categories a type belongs to.
    package func names(of descriptor: EntityDescriptor) -> Set<String> {
        Set(
            members.filter {
                $0.value.types.contains(descriptor.type) || $0.value.labels.contains(descriptor.canonicalLabel)
            }
            .keys)
    }

    /// Throws for a type that no dictionary declares: it would never be found.
    package func check(against catalog: EntityCatalog, file: String) throws(DocumentError) {
        for (name, members) in members.sorted(by: { $0.key < $1.key }) {
            for type in members.types.sorted() where catalog[type] == nil {
                let hint = YAMLNode.suggestion(for: type.rawValue, among: catalog.types.map(\.rawValue))
                throw DocumentError(
                    code: .invalidValue, file: file, expectation: "categories.\(name): no such entity type; \(hint)")
            }
        }
    }
}
