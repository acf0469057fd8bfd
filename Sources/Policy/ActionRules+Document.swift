// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

extension ActionRules {
    /// Reads actions and blocks; what is not written keeps its default.
    init(_ document: PolicyDocument, catalog: EntityCatalog) throws(DocumentError) {
        if let written = document.actions.secret { secret = try Self.secretAction(written) }
        if let written = document.actions.specialCategory {
            specialCategory = try Self.action(written.value, at: written.node)
        }
        for (name, written) in document.actions.classes {
            classes[try Self.actionClass(name, at: written.node)] = try Self.action(written.value, at: written.node)
        }
        for (name, written) in document.actions.types {
            let descriptor = try Self.descriptor(name, at: written.node, in: catalog)
            types[descriptor.type] = try Self.action(written.value, at: written.node, for: descriptor)
        }
        for written in document.blockedTypes {
            blockedTypes.insert(try Self.descriptor(written.value, at: written.node, in: catalog).type)
        }
        for written in document.blockedClasses {
            guard let dataClass = DataClass(rawValue: written.value), dataClass >= .c2 else {
                throw written.node.error(.invalidValue, "expected a class from C2 to C5")
            }
            blockedClasses.insert(dataClass)
        }
    }

    /// The type of a name. Throws with the nearest declared one.
    static func descriptor(
        _ name: String, at node: YAMLNode, in catalog: EntityCatalog
    ) throws(DocumentError) -> EntityDescriptor {
        guard let descriptor = catalog[EntityType(rawValue: name)] else {
            let suggestion = YAMLNode.suggestion(for: name, among: catalog.types.map(\.rawValue))
            throw node.error(.invalidValue, "no such entity type; \(suggestion)")
        }
        return descriptor
    }

    static func actionClass(_ name: String, at node: YAMLNode) throws(DocumentError) -> DataClass {
        guard let dataClass = DataClass(rawValue: name), dataClass != .c5 else {
            throw node.error(.invalidValue, "expected a class from C0 to C4; C5 always blocks")
        }
        return dataClass
    }

    /// The action of a name. Throws with the nearest one.
    static func action(_ name: String, at node: YAMLNode) throws(DocumentError) -> ProtectiveAction {
        guard let action = ProtectiveAction(rawValue: name) else {
            let names = ProtectiveAction.allCases.map(\.rawValue)
            throw node.error(.invalidValue, "no such action; \(YAMLNode.suggestion(for: name, among: names))")
        }
        return action
    }

    /// The action of a name, where a type may have it.
    static func action(
        _ name: String, at node: YAMLNode, for descriptor: EntityDescriptor
    ) throws(DocumentError) -> ProtectiveAction {
        let action = try action(name, at: node)
        guard !descriptor.isSecret || action == .redact || action == .block else {
            throw node.error(.invalidValue, "expected redact or block: keys and credentials are not kept")
        }
        guard descriptor.type != .literal || action == .tokenize else {
            throw node.error(.invalidValue, "expected tokenize: text that looks like a token has to come back")
        }
        guard descriptor.dataClass != .c5 || action == .block else {
            throw node.error(.invalidValue, "expected block: the class of this type is C5")
        }
        return action
    }

    /// Keys and credentials are never kept and never sent (DESIGN §7a).
    private static func secretAction(
        _ written: PolicyDocument.Written<String>
    ) throws(DocumentError) -> ProtectiveAction {
        let action = try action(written.value, at: written.node)
        guard action == .redact || action == .block else {
            throw written.node.error(.invalidValue, "expected redact or block: keys and credentials are not kept")
        }
        return action
    }
}
