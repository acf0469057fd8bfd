// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
package import StrictYAML

extension Regime {
    /// Reads a file. Countries have to be those of the registry, categories those of `categories.yaml`; a list that
    /// names no country says why.
    package init(
        _ node: YAMLNode, _ registry: JurisdictionRegistry, categories: [String]
    ) throws(DocumentError) {
        let keys = try node.mapping(keys: [
            "version", "regime", "title", "countries", "chosen_by_home", "reviewed", "sources", "transfer", "adequacy",
            "sensitive", "localisation", "clocks",
        ])
        try keys.checkVersion()
        let name = try keys.required("regime")
        id = try name.string()
        guard Self.isName(id) else {
            throw name.error(.invalidValue, "expected 2 to 32 small letters, digits or hyphens")
        }
        title = try keys.words("title")
        let sources = try keys.required("sources")
        guard try !sources.strings().isEmpty else { throw sources.error(.invalidValue, "expected a source") }
        guard try keys.day("reviewed") != nil else { throw node.error(.missingKey, "the key reviewed is missing") }
        countries = try registry.countries(in: keys.required("countries"))
        isChosenByHome = try keys.optional("chosen_by_home")?.boolean() ?? true
        mechanisms = try Self.mechanisms(keys.required("transfer"))
        lists = try Self.lists(keys.required("adequacy"), registry)
        sensitive = try Self.sensitive(keys.required("sensitive"), categories)
        localisation = try Self.localisation(keys.optional("localisation"))
        clocks = try LegalClock.clocks(keys.optional("clocks"))
    }

    private static func isName(_ text: String) -> Bool {
        (2...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private static func mechanisms(
        _ node: YAMLNode
    ) throws(DocumentError) -> [TransferMechanism: Set<TransferRequirement>] {
        var mechanisms: [TransferMechanism: Set<TransferRequirement>] = [:]
        for element in try node.elements() {
            let keys = try element.mapping(keys: ["mechanism", "needs", "law", "status", "note"])
            let mechanism: TransferMechanism = try keys.word("mechanism")
            let _: SourceStatus = try keys.word("status")
            _ = try keys.words("law")
            var needs: Set<TransferRequirement> = []
            for need in try keys.required("needs").elements() { needs.insert(try need.word()) }
            guard mechanisms.updateValue(needs, forKey: mechanism) == nil else {
                throw element.error(.duplicateKey, "the mechanism \(mechanism.rawValue) stands twice")
            }
        }
        return mechanisms
    }

    private static func lists(
        _ node: YAMLNode, _ registry: JurisdictionRegistry
    ) throws(DocumentError) -> [AdequacyList] {
        var lists: [AdequacyList] = []
        for element in try node.elements() {
            let list = try AdequacyList(element, registry)
            guard !lists.contains(where: { $0.version == list.version }) else {
                throw element.error(.duplicateKey, "the version stands twice")
            }
            guard lists.last.map({ $0.validFrom < list.validFrom }) ?? true else {
                throw element.error(.invalidValue, "expected the lists from the oldest to the newest")
            }
            lists.append(list)
        }
        return lists
    }

    private static func sensitive(
        _ node: YAMLNode, _ categories: [String]
    ) throws(DocumentError) -> [String: SensitiveRule] {
        var rules: [String: SensitiveRule] = [:]
        for element in try node.elements() {
            let keys = try element.mapping(keys: ["category", "rule", "law", "status", "note"])
            let category = try keys.required("category")
            let name = try category.string()
            guard categories.contains(name) else {
                let hint = YAMLNode.suggestion(for: name, among: categories)
                throw category.error(.invalidValue, "no such category; \(hint)")
            }
            let _: SourceStatus = try keys.word("status")
            _ = try keys.words("law")
            guard rules.updateValue(try keys.word("rule"), forKey: name) == nil else {
                throw element.error(.duplicateKey, "the category \(name) stands twice")
            }
        }
        return rules
    }

    private static func localisation(_ node: YAMLNode?) throws(DocumentError) -> Localisation? {
        guard let keys = try node?.mapping(keys: ["required", "law", "status", "note"]) else { return nil }
        return Localisation(
            isRequired: try keys.required("required").boolean(), law: try keys.words("law"),
            status: try keys.word("status"))
    }
}
