// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// What Presidio's clients call things (`dictionaries/tables/presidio.yaml`): a type that stands in the table by Presidio's
/// name, every other by its own.
package struct PresidioNames: Sendable {
    /// Every name a finding may have, in order.
    let entities: [String]
    /// The dictionaries and detectors, by id.
    let recognizers: [String]

    private let byType: [EntityType: String]
    private let known: Set<String>

    /// Throws for a type that no dictionary declares or that stands twice, and for a name that is not one of Presidio's form
    /// or is the own name of another type.
    package init(
        _ document: YAMLNode, catalog: EntityCatalog, recognizers: [String]
    ) throws(DocumentError) {
        var byType: [EntityType: String] = [:]
        for (name, node) in try document.mapping(keys: ["source", "names"]).required("names").pairs() {
            guard Self.isName(name) else {
                throw node.error(.invalidValue, "a name is A-Z, 0-9 and _, and begins with a letter")
            }
            let types = try node.strings().map(EntityType.init)
            guard catalog[EntityType(rawValue: name)] == nil || types.contains(EntityType(rawValue: name)) else {
                throw node.error(.invalidValue, "\(name) is a type of its own, which is not in this list")
            }
            for type in types {
                guard catalog[type] != nil else { throw node.error(.invalidValue, "no dictionary declares \(type)") }
                guard byType.updateValue(name, forKey: type) == nil else {
                    throw node.error(.duplicateKey, "\(type) has a name already")
                }
            }
        }
        self.byType = byType
        self.recognizers = recognizers.sorted()
        let names = Set(catalog.types.filter { $0 != .literal }.map { byType[$0] ?? $0.rawValue })
        entities = names.sorted()
        known = names.union(catalog.types.map(\.rawValue))
    }

    /// What a finding of a type is called.
    func name(of type: EntityType) -> String { byType[type] ?? type.rawValue }

    /// Whether a name is one of Presidio's for a type of ours, or one of ours.
    func isKnown(_ name: String) -> Bool { known.contains(name) }

    private static func isName(_ name: String) -> Bool {
        name.utf8.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } == true
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
