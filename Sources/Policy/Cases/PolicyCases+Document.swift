// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// A file of cases: `cases:`, and `upstreams:` for those that name none themselves.
package struct PolicyCases: Sendable {
    package let cases: [PolicyCase]

    /// Reads a file of cases. Unknown keys, types and classes are errors, and so are countries that `home` does not know;
    /// `providers` are those that upstreams may name.
    package init(
        _ node: YAMLNode, catalog: EntityCatalog, home: Home, providers: [ProviderRecord] = []
    ) throws(DocumentError) {
        let keys = try node.mapping(keys: ["cases", "upstreams"])
        let places = UpstreamReader(home: home, providers: providers)
        let upstreams = try keys.optional("upstreams").map(places.upstreams)
        let reader = CaseReader(catalog: catalog, upstreams: upstreams, places: places)
        var cases: [PolicyCase] = []
        for element in try keys.required("cases").elements() { cases.append(try reader.read(element)) }
        guard !cases.isEmpty else { throw node.error(.missingKey, "cases is empty: nothing would be tested") }
        self.cases = cases
    }
}

private struct UpstreamReader {
    let home: Home
    let providers: [ProviderRecord]

    /// `{main: RU, cloud: {country: US, provider: far}}`, in the file's order.
    func upstreams(_ node: YAMLNode) throws(DocumentError) -> [UpstreamFacts] {
        var upstreams: [UpstreamFacts] = []
        for (name, value) in try node.pairs() {
            let id = UpstreamID(rawValue: name)
            if (try? value.string()) != nil {
                upstreams.append(UpstreamFacts(id: id, country: try country(value)))
                continue
            }
            let keys = try value.mapping(keys: ["country", "provider"])
            upstreams.append(
                UpstreamFacts(
                    id: id, country: try country(keys.required("country")),
                    provider: try keys.optional("provider").map(provider)))
        }
        return upstreams
    }

    private func country(_ node: YAMLNode) throws(DocumentError) -> Jurisdiction {
        guard let country = Jurisdiction(try node.string()), home.knows(country) else {
            throw node.error(.invalidValue, "expected ISO 3166-1 codes such as US, or groups such as EEA")
        }
        return country
    }

    private func provider(_ node: YAMLNode) throws(DocumentError) -> ProviderRecord {
        let name = try node.string()
        guard let provider = providers.first(where: { $0.name == name }) else {
            let hint = YAMLNode.suggestion(for: name, among: providers.map(\.name))
            throw node.error(.invalidValue, "the settings have no such provider; \(hint)")
        }
        return provider
    }
}

private struct CaseReader {
    let catalog: EntityCatalog
    let upstreams: [UpstreamFacts]?
    let places: UpstreamReader

    func read(_ node: YAMLNode) throws(DocumentError) -> PolicyCase {
        let keys = try node.mapping(keys: ["name", "text", "messages", "facts", "expect"])
        let texts = try keys.optional("messages")?.strings() ?? []
        let text = try keys.optional("text").map { (node) throws(DocumentError) in try node.string() }
        guard (text == nil) != texts.isEmpty else {
            throw node.error(.missingKey, "expected either text or messages")
        }
        let (facts, hasUpstreams) = try facts(keys.optional("facts"))
        return PolicyCase(
            name: try keys.required("name").string(), texts: text.map { [$0] } ?? texts, facts: facts,
            hasOwnUpstreams: hasUpstreams, expectation: try expectation(keys.required("expect")))
    }

    private func facts(_ node: YAMLNode?) throws(DocumentError) -> (RequestFacts, hasUpstreams: Bool) {
        let keys = try node?.mapping(keys: [
            "caller", "tenant", "model", "purpose", "residue", "quasi_identifiers", "upstreams", "today",
        ])
        let own = try keys?.optional("upstreams").map(places.upstreams) ?? upstreams
        var facts = RequestFacts(
            tenant: try keys?.optional("tenant").map { (node) throws(DocumentError) in
                TenantID(rawValue: try node.string())
            } ?? .default,
            caller: try keys?.optional("caller").map { (node) throws(DocumentError) in
                CallerID(rawValue: try node.string())
            } ?? .local,
            model: try keys?.optional("model")?.string(), hasResidue: try keys?.optional("residue")?.boolean() ?? false,
            candidates: own ?? [], today: try keys?.day("today") ?? .today())
        facts.purpose = try keys?.optional("purpose").map { (node) throws(DocumentError) in
            Purpose(rawValue: try node.string())
        }
        facts.quasiIdentifiers = try keys?.optional("quasi_identifiers")?.integer() ?? 0
        return (facts, own != nil)
    }

    private func expectation(_ node: YAMLNode) throws(DocumentError) -> PolicyCase.Expectation {
        let keys = try node.mapping(keys: ["class", "residual", "actions", "absent", "allowed", "refusal", "answer"])
        var expectation = PolicyCase.Expectation()
        expectation.inputClass = try keys.optional("class").map(Self.dataClass)
        expectation.residualClass = try keys.optional("residual").map(Self.dataClass)
        for (name, value) in try keys.optional("actions")?.pairs() ?? [] {
            let type = try ActionRules.descriptor(name, at: value, in: catalog).type
            expectation.actions[type] = try ActionRules.action(value.string(), at: value)
        }
        if let absent = keys.optional("absent") {
            for name in try absent.strings() {
                expectation.absent.insert(try ActionRules.descriptor(name, at: absent, in: catalog).type)
            }
        }
        expectation.allowed = try keys.optional("allowed")?.strings()
        expectation.refusal = try keys.optional("refusal").map { (node) throws(DocumentError) in
            try Self.word(node, PolicyCase.RefusalWord.self)
        }
        expectation.answer = try keys.optional("answer").map { (node) throws(DocumentError) in
            try Self.word(node, PolicyDecision.AnswerRule.self)
        }
        guard expectation != PolicyCase.Expectation() else {
            throw node.error(.missingKey, "expect is empty: the case could not fail")
        }
        return expectation
    }

    private static func dataClass(_ node: YAMLNode) throws(DocumentError) -> DataClass {
        try word(node, DataClass.self)
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode, _ type: Word.Type
    ) throws(DocumentError) -> Word {
        guard let word = Word(rawValue: try node.string()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(.invalidValue, "expected one of \(words)")
        }
        return word
    }
}
