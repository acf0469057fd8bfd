// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// Which entity types a kind of test vector is a value of (`dictionaries/tables/vector_kinds.yaml`). A kind that does not
/// stand there has no recognizer.
package struct VectorKinds: Sendable {
    private let types: [String: [EntityType]]

    /// Throws for a type that no dictionary declares.
    package init(_ document: YAMLNode, catalog: EntityCatalog) throws(DocumentError) {
        var types: [String: [EntityType]] = [:]
        for (kind, node) in try document.mapping(keys: ["source", "kinds"]).required("kinds").pairs() {
            types[kind] = try node.strings().map(EntityType.init)
            for type in types[kind] ?? [] where catalog[type] == nil {
                let known = catalog.types.map(\.rawValue)
                throw node.error(
                    .invalidValue, "no dictionary declares it; \(YAMLNode.suggestion(for: type.rawValue, among: known))"
                )
            }
        }
        self.types = types
    }

    /// The types of a kind; empty where nothing recognizes it.
    package func types(of kind: String) -> [EntityType] { types[kind] ?? [] }
}
