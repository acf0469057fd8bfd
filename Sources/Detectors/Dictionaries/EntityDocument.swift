// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// Reads the files under `dictionaries/entities/`, one a group of types.
enum EntityDocument {
    private static let languages = ["en", "ru", "ar"]

    static func catalog(_ roots: [YAMLNode]) throws(DocumentError) -> EntityCatalog {
        var descriptors: [EntityDescriptor] = []
        var labels: Set<TokenLabel> = []
        var types: Set<EntityType> = []
        for root in roots {
            for (name, node) in try root.mapping(keys: ["entities"]).required("entities").pairs() {
                let descriptor = try descriptor(name, node)
                guard types.insert(descriptor.type).inserted else {
                    throw node.error(.duplicateKey, "the type \(name) is declared already")
                }
                guard labels.insert(descriptor.label).inserted else {
                    throw node.error(.invalidValue, "the label \(descriptor.label) stands for another type already")
                }
                descriptors.append(descriptor)
            }
        }
        return EntityCatalog(descriptors)
    }

    private static func descriptor(_ name: String, _ node: YAMLNode) throws(DocumentError) -> EntityDescriptor {
        let keys = try node.mapping(keys: [
            "label", "canonical", "class", "secret", "special", "yields", "names", "legal",
        ])
        let labelNode = try keys.required("label")
        guard let label = TokenLabel(try labelNode.string()) else {
            throw labelNode.error(.invalidValue, "a label is 2 to 10 letters A-Z")
        }
        let classNode = try keys.required("class")
        guard let dataClass = DataClass(rawValue: try classNode.string()) else {
            throw classNode.error(.invalidValue, "a class is C0 to C5")
        }
        let namesNode = try keys.required("names").mapping(keys: languages)
        var names: [String: String] = [:]
        for language in languages { names[language] = try namesNode.required(language).string() }
        return EntityDescriptor(
            type: EntityType(rawValue: name), label: label, canonicalLabel: try keys.required("canonical").string(),
            dataClass: dataClass, isSecret: try keys.optional("secret")?.boolean() ?? false,
            isSpecialCategory: try keys.optional("special")?.boolean() ?? false,
            yields: try keys.optional("yields")?.boolean() ?? false, names: names,
            legalCategory: try keys.required("legal").string())
    }
}
