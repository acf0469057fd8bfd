// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// Reads `policy.rules`.
struct RuleDocument {
    let catalog: EntityCatalog
    let home: Home
    let purposes: Set<Purpose>

    /// Rules a file may have: deciding stays a matter of microseconds, and a reader can still follow.
    static let most = 256

    func rules(_ node: YAMLNode?) throws(DocumentError) -> [PolicyRule] {
        guard let node, !node.isNull else { return [] }
        let elements = try node.elements()
        guard elements.count <= Self.most else {
            throw node.error(.invalidValue, "expected at most \(Self.most) rules")
        }
        var rules: [PolicyRule] = []
        var names: Set<String> = []
        for element in elements {
            let rule = try rule(element)
            guard names.insert(rule.name).inserted else {
                throw element.error(.duplicateKey, "the rule \(rule.name) stands twice")
            }
            rules.append(rule)
        }
        return rules
    }

    private func rule(_ node: YAMLNode) throws(DocumentError) -> PolicyRule {
        let keys = try node.mapping(keys: ["name", "when", "then"])
        let nameNode = try keys.required("name")
        guard let name = PolicyName.checked(try nameNode.string()) else {
            throw nameNode.error(.invalidValue, PolicyName.expectation)
        }
        let condition = try condition(keys.optional("when"))
        let then = try keys.required("then")
        let effect = try effect(then)
        guard effect != RuleEffect() else {
            throw then.error(.missingKey, "expected one of \(Self.effectKeys.joined(separator: ", "))")
        }
        guard condition.countries.isEmpty || effect.isAboutUpstreams else {
            throw then.error(
                .invalidValue,
                "a rule with countries is about upstreams: it has upstreams or max_foreign_residual alone")
        }
        return PolicyRule(name: name, condition: condition, effect: effect)
    }

    private func condition(_ node: YAMLNode?) throws(DocumentError) -> RuleCondition {
        var condition = RuleCondition()
        guard let node else { return condition }
        let keys = try node.mapping(keys: [
            "class", "types", "quasi_identifiers", "scripts", "callers", "tenants", "purposes", "models", "countries",
        ])
        if let written = keys.optional("class") {
            guard let dataClass = DataClass(rawValue: try written.string()), dataClass >= .c2 else {
                throw written.error(.invalidValue, "expected a class from C2 to C5")
            }
            condition.dataClass = dataClass
        }
        condition.types = try counts(keys.optional("types"))
        if let written = keys.optional("quasi_identifiers") {
            condition.quasiIdentifiers = try Self.count(written, upTo: RuleCondition.mostQuasiIdentifiers)
        }
        for (text, written) in try Self.texts(keys.optional("scripts")) {
            guard let script = TextScript(rawValue: text) else {
                let names = TextScript.allCases.map(\.rawValue)
                throw written.error(.invalidValue, "no such script; \(YAMLNode.suggestion(for: text, among: names))")
            }
            condition.scripts.insert(script)
        }
        condition.callers = try Self.texts(keys.optional("callers")).map { NamePattern($0.text) }
        condition.tenants = try Self.texts(keys.optional("tenants")).map { NamePattern($0.text) }
        condition.models = try Self.texts(keys.optional("models")).map { NamePattern($0.text) }
        for (text, written) in try Self.texts(keys.optional("purposes")) {
            condition.purposes.insert(try purpose(text, at: written))
        }
        for (text, written) in try Self.texts(keys.optional("countries")) {
            guard let place = Jurisdiction(text), home.knows(place) else {
                throw written.error(.invalidValue, "expected ISO 3166-1 codes such as US, or groups such as EEA")
            }
            condition.countries.formUnion(home.members(of: place))
        }
        return condition
    }

    /// `none` is a request that names no purpose.
    private func purpose(_ text: String, at node: YAMLNode) throws(DocumentError) -> Purpose? {
        if text == "none" { return nil }
        guard purposes.contains(Purpose(rawValue: text)) else {
            let names = purposes.map(\.rawValue) + ["none"]
            throw node.error(
                .invalidValue, "policy.purposes has no such name; \(YAMLNode.suggestion(for: text, among: names))")
        }
        return Purpose(rawValue: text)
    }

    private static let effectKeys = ["actions", "block", "upstreams", "max_foreign_residual", "answer"]

    private func effect(_ node: YAMLNode) throws(DocumentError) -> RuleEffect {
        let keys = try node.mapping(keys: Self.effectKeys)
        var effect = RuleEffect()
        if let written = keys.optional("block") {
            guard try written.boolean() else { throw written.error(.invalidValue, "expected true: a rule only adds") }
            effect.blocks = true
        }
        if let written = keys.optional("answer") {
            guard try written.string() == "block" else {
                throw written.error(.invalidValue, "expected block: a rule only adds")
            }
            effect.blocksAnswer = true
        }
        if let written = keys.optional("max_foreign_residual") {
            guard let most = DataClass(rawValue: try written.string()), most <= .c1 else {
                throw written.error(.invalidValue, "expected C0 or C1")
            }
            effect.maxForeignResidual = most
        }
        if let written = keys.optional("upstreams") { effect.upstreams = try upstreams(written) }
        if let written = keys.optional("actions") { try readActions(written, into: &effect) }
        return effect
    }

    private func upstreams(_ node: YAMLNode) throws(DocumentError) -> RuleEffect.Upstreams {
        if let text = try? node.string() {
            guard text == "none" else { throw node.error(.invalidValue, "expected none, or only: or except: names") }
            return .only([])
        }
        let keys = try node.mapping(keys: ["only", "except"])
        let only = try Self.texts(keys.optional("only")).map { UpstreamID(rawValue: $0.text) }
        let except = try Self.texts(keys.optional("except")).map { UpstreamID(rawValue: $0.text) }
        guard only.isEmpty != except.isEmpty else {
            throw node.error(.invalidValue, "expected either only: or except:, with names of upstreams")
        }
        return only.isEmpty ? .except(Set(except)) : .only(Set(only))
    }

    private func readActions(_ node: YAMLNode, into effect: inout RuleEffect) throws(DocumentError) {
        let keys = try node.mapping(keys: ["special_category", "classes", "types"])
        if let written = keys.optional("special_category") {
            effect.specialCategory = try ActionRules.action(written.string(), at: written)
        }
        for (name, value) in try keys.optional("classes")?.pairs() ?? [] {
            effect.classes[try ActionRules.actionClass(name, at: value)] =
                try ActionRules.action(value.string(), at: value)
        }
        for (name, value) in try keys.optional("types")?.pairs() ?? [] {
            let descriptor = try ActionRules.descriptor(name, at: value, in: catalog)
            effect.types[descriptor.type] = try ActionRules.action(value.string(), at: value, for: descriptor)
        }
    }

    /// `[PERSON, EMAIL]`, or `{PERSON: 3}`.
    private func counts(_ node: YAMLNode?) throws(DocumentError) -> [EntityType: Int] {
        guard let node else { return [:] }
        var counts: [EntityType: Int] = [:]
        if let pairs = try? node.pairs() {
            guard !pairs.isEmpty else { throw node.error(.invalidValue, Self.emptyList) }
            for (name, value) in pairs {
                counts[try ActionRules.descriptor(name, at: value, in: catalog).type] = try Self.count(value)
            }
        } else {
            for (name, written) in try Self.texts(node) {
                counts[try ActionRules.descriptor(name, at: written, in: catalog).type] = 1
            }
        }
        return counts
    }

    private static func count(_ node: YAMLNode, upTo most: Int = 10_000) throws(DocumentError) -> Int {
        let count = try node.integer()
        guard (1...most).contains(count) else { throw node.error(.invalidValue, "expected 1 to \(most)") }
        return count
    }

    /// A list of texts, or one; what is written and empty would hold never or always, and nobody can tell which was meant.
    private static func texts(_ node: YAMLNode?) throws(DocumentError) -> [(text: String, node: YAMLNode)] {
        guard let node else { return [] }
        if let text = try? node.string() { return [(text, node)] }
        var texts: [(text: String, node: YAMLNode)] = []
        for element in try node.elements() { texts.append((try element.string(), element)) }
        guard !texts.isEmpty else { throw node.error(.invalidValue, emptyList) }
        return texts
    }

    private static let emptyList = "expected at least one, or leave the key out"
}

extension RuleEffect {
    /// Whether it chooses among upstreams and does nothing else.
    fileprivate var isAboutUpstreams: Bool {
        var rest = self
        rest.upstreams = nil
        rest.maxForeignResidual = nil
        return rest == RuleEffect()
    }
}

/// The names that a policy gives to itself, its rules and its purposes: they stand in the audit.
enum PolicyName {
    static let expectation = "expected 1 to 48 letters, digits (8 at most), dots, dashes or underscores"

    /// The name, if it is one.
    static func checked(_ text: String) -> String? {
        // The audit takes no name that could hold a number of somebody's.
        isName(text, upTo: 48) && text.utf8.filter { (0x30...0x39).contains($0) }.count <= 8 ? text : nil
    }

    /// Whether a text is letters, digits, dots, dashes and underscores, at most so many.
    static func isName(_ text: String, upTo most: Int) -> Bool {
        let isAllowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isAllowed && (1...most).contains(text.utf8.count)
    }
}
