// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

extension PolicyEngine {
    /// Validates a document against the catalogue and the home. What is not written is the default: everything of C2
    /// and more is tokenised, keys and credentials are redacted, special categories stay in clear and in the country,
    /// foreign upstreams get nothing.
    ///
    /// Control: ZV-POL-02
    package init(
        _ document: PolicyDocument, home: Home, catalog: EntityCatalog, laws: RegimeLibrary = .none
    ) throws(DocumentError) {
        let gate = try TransferGate(document, home: home, laws: laws)
        // What a law of the home calls sensitive counts as that for every rule below.
        let catalog = laws.raised(catalog, under: gate.regimes)
        id = try Self.identifier(document.id)
        scope = try Self.choice(document.scope, default: .conversation, among: [.conversation, .case, .tenant])
        answerRule = try Self.choice(document.answer, default: .pass, among: [.pass, .block])
        storage = try Self.choice(document.storage, default: .asked, among: [.asked, .forbid])
        padding = try Self.choice(document.padding, default: .none, among: [.none, .blocks])
        unknownPaths = try Self.choice(document.unknownPaths, default: .refuse, among: [.refuse, .scan])
        let thresholds = try Self.thresholds(document, catalog)
        self.thresholds = thresholds.byType
        defaultThreshold = thresholds.default
        let actions = try ActionRules(document, catalog: catalog)
        self.actions = actions
        unmaskedFallback = try document.unmaskedFallback.map { (node) throws(DocumentError) in
            try UnmaskedFallback(node, actions: actions, catalog: catalog)
        }
        routing = RoutingRules(
            home: home, foreignUpstreams: Set(document.foreignUpstreams.map { UpstreamID(rawValue: $0.value) }),
            maxForeignResidual: try Self.choice(document.maxForeignResidual, default: .c1, among: [.c0, .c1]),
            gate: gate)
        masks = try MaskRules(document.masks, catalog: catalog)
        purposes = try Self.purposes(document)
        quasiIdentifiers = try Self.quasiIdentifiers(document, catalog)
        rules = try RuleDocument(catalog: catalog, home: home, purposes: purposes).rules(document.rules)
        self.catalog = catalog
        ruledCategories = gate.ruledCategories(in: catalog)
        digest = ""
        digest = CanonicalPolicy.digest(of: self)
    }

    /// The threshold where nothing is written.
    static let usualThreshold = 0.5

    /// The id stands in the audit, as the names of rules do: what it does not take would stop every request.
    private static func identifier(_ written: PolicyDocument.Written<String>?) throws(DocumentError) -> String {
        guard let written else { return "default" }
        guard let id = PolicyName.checked(written.value) else {
            throw written.node.error(.invalidValue, PolicyName.expectation)
        }
        return id
    }

    private static func choice<Value: RawRepresentable<String>>(
        _ written: PolicyDocument.Written<String>?, default value: Value, among values: [Value]
    ) throws(DocumentError) -> Value {
        guard let written else { return value }
        guard let chosen = values.first(where: { $0.rawValue == written.value }) else {
            let names = values.map(\.rawValue).joined(separator: ", ")
            throw written.node.error(.invalidValue, "expected one of \(names)")
        }
        return chosen
    }

    private static func thresholds(
        _ document: PolicyDocument, _ catalog: EntityCatalog
    ) throws(DocumentError) -> (byType: [EntityType: Double], default: Double) {
        var byType: [EntityType: Double] = [:]
        var fallback = usualThreshold
        for (name, probability) in document.thresholds {
            guard probability.value > 0, probability.value < 1 else {
                throw probability.node.error(.invalidValue, "expected a probability between 0 and 1")
            }
            if name == "default" {
                fallback = probability.value
            } else {
                let type = try ActionRules.descriptor(name, at: probability.node, in: catalog).type
                byType[type] = probability.value
            }
        }
        return (byType, fallback)
    }

    private static func purposes(_ document: PolicyDocument) throws(DocumentError) -> Set<Purpose> {
        var purposes: Set<Purpose> = []
        for written in document.purposes {
            guard let name = PolicyName.checked(written.value), name != "none" else {
                throw written.node.error(.invalidValue, PolicyName.expectation + ", and not none")
            }
            purposes.insert(Purpose(rawValue: name))
        }
        return purposes
    }

    /// Where nothing is written: the types whose values many people share and few together.
    private static let quasiIdentifyingLabels: Set<String> = ["ADDRESS", "AGE", "DATE", "LOCATION", "NRP", "ORG"]

    private static func quasiIdentifiers(
        _ document: PolicyDocument, _ catalog: EntityCatalog
    ) throws(DocumentError) -> Set<EntityType> {
        guard let written = document.quasiIdentifiers else {
            return Set(catalog.types.filter { quasiIdentifyingLabels.contains(catalog[$0]?.canonicalLabel ?? "") })
        }
        var types: Set<EntityType> = []
        for name in written { types.insert(try ActionRules.descriptor(name.value, at: name.node, in: catalog).type) }
        return types
    }
}
