// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the catalogue says about one entity type.
package struct EntityDescriptor: Sendable, Equatable {
    /// The type described.
    package let type: EntityType
    /// The TYPE part of its tokens: 2 to 10 letters A–Z (DESIGN §5).
    package let label: TokenLabel
    /// The canonical label that outside scorers use, such as `ID` or `PHONE`.
    package let canonicalLabel: String
    /// The class a text has when it holds one such value in clear.
    package let dataClass: DataClass
    /// Whether the value is a key or credential (flag K beside the classes).
    package let isSecret: Bool
    /// Whether it is a special category (152-FZ art. 10, GDPR art. 9): it steers the route and raises the class.
    package let isSpecialCategory: Bool
    /// Whether any other finding goes before it where they overlap: a name that is no personal data by itself must not take
    /// what is.
    package let yields: Bool
    /// The short name by language: `en`, `ru`, `ar`.
    package let names: [String: String]
    /// Which category of which law the type falls under, for reports.
    package let legalCategory: String

    package init(
        type: EntityType,
        label: TokenLabel,
        canonicalLabel: String,
        dataClass: DataClass,
        isSecret: Bool = false,
        isSpecialCategory: Bool = false,
        yields: Bool = false,
        names: [String: String] = [:],
        legalCategory: String = ""
    ) {
        self.type = type
        self.label = label
        self.canonicalLabel = canonicalLabel
        self.dataClass = dataClass
        self.isSecret = isSecret
        self.isSpecialCategory = isSpecialCategory
        self.yields = yields
        self.names = names
        self.legalCategory = legalCategory
    }
}

/// All entity types that the loaded dictionaries declare.
package struct EntityCatalog: Sendable, Equatable {
    private let descriptors: [EntityType: EntityDescriptor]
    /// Every declared type, in name order.
    package let types: [EntityType]

    package init(_ descriptors: [EntityDescriptor]) {
        self.descriptors = Dictionary(descriptors.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
        types = self.descriptors.keys.sorted()
    }

    /// The description of a type; `nil` for a type no dictionary declares.
    package subscript(type: EntityType) -> EntityDescriptor? { descriptors[type] }
}
