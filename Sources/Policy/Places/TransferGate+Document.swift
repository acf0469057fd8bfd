// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

extension TransferGate {
    /// Reads what `policy.foreign` says of laws: which of them, and how well founded their lists have to be.
    init(_ document: PolicyDocument, home: Home, laws: RegimeLibrary) throws(DocumentError) {
        let known = Dictionary(laws.regimes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for written in document.regimes {
            guard let regime = known[written.value] else {
                let hint = YAMLNode.suggestion(for: written.value, among: Array(known.keys))
                throw written.node.error(.invalidValue, "no such regime; \(hint)")
            }
            guard !regime.countries.isDisjoint(with: home.countries) else {
                throw written.node.error(.invalidValue, "this regime holds in no country of home")
            }
        }
        var accepted: Set<SourceStatus> = []
        for written in document.acceptedStatuses ?? [] {
            guard let status = SourceStatus(rawValue: written.value), status != .conflict else {
                throw written.node.error(.invalidValue, "expected sourced or knowledge")
            }
            accepted.insert(status)
        }
        self.init(
            home: home, laws: laws, named: document.regimes.map(\.value),
            accepting: document.acceptedStatuses == nil ? [.sourced] : accepted)
    }

    /// The categories with a rule of their own, for each type of the catalogue that has some.
    func ruledCategories(in catalog: EntityCatalog) -> [EntityType: Set<String>] {
        var ruled: [EntityType: Set<String>] = [:]
        for type in catalog.types {
            let names = ruledCategories(of: catalog[type])
            if !names.isEmpty { ruled[type] = names }
        }
        return ruled
    }

    /// A line for each thing in the laws that decides, for the policy's digest.
    var canonicalLines: [String] { accepted.map { "accept_status \($0.rawValue)" } + lawLines }

    /// The same without what an operator accepts.
    var lawLines: [String] {
        var lines: [String] = []
        for regime in regimes {
            let id = regime.id
            lines += regime.countries.map { "regime \(id) country \($0)" }
            for (mechanism, needs) in regime.mechanisms {
                let names = needs.map(\.rawValue).sorted().joined(separator: " ")
                lines.append("regime \(id) \(mechanism.rawValue) \(names)")
            }
            for list in regime.lists {
                let dates = "\(list.validFrom) \(list.validTo.map(\.description) ?? "open")"
                let countries = list.countries.map(\.code).sorted().joined(separator: " ")
                lines.append("regime \(id) list \(list.version) \(dates) \(list.status.rawValue) \(countries)")
            }
            lines += regime.sensitive.map { "regime \(id) category \($0.key) \($0.value.rawValue)" }
        }
        return lines
    }
}

extension RoutingRules.Verdict {
    /// Whether the judgement belongs on record: the law decided, and not that nobody named the upstream.
    var isOnRecord: Bool { rule != "foreign.upstreams" && transfer.outcome != .inCountry }
}
