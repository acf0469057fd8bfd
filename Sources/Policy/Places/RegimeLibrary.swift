// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
package import StrictYAML

/// The laws that the data files describe, and the kinds of data they speak of.
package struct RegimeLibrary: Sendable {
    package let regimes: [Regime]
    package let categories: SensitiveCategories
    /// Countries of each group, for places that are groups.
    let groups: [Jurisdiction: Set<Jurisdiction>]
    /// Who answers for the file of each law, by the law's name.
    private let origins: [String: ListOrigin]

    /// No law is known: nothing goes abroad.
    package static let none = RegimeLibrary(regimes: [], categories: .none, groups: [:], origins: [:])

    private init(
        regimes: [Regime], categories: SensitiveCategories, groups: [Jurisdiction: Set<Jurisdiction>],
        origins: [String: ListOrigin]
    ) {
        self.regimes = regimes
        self.categories = categories
        self.groups = groups
        self.origins = origins
    }

    /// Reads `categories.yaml` and the files of `regimes/`. A name that two files take is an error. `origins` are those of
    /// the files, by their names.
    package init(
        _ nodes: [YAMLNode], categories node: YAMLNode, _ registry: JurisdictionRegistry,
        origins: [String: ListOrigin] = [:]
    ) throws(DocumentError) {
        let categories = try SensitiveCategories(node)
        var regimes: [Regime] = []
        var known: [String: ListOrigin] = [:]
        for node in nodes {
            let regime = try Regime(node, registry, categories: categories.names)
            guard !regimes.contains(where: { $0.id == regime.id }) else {
                throw node.error(.duplicateKey, "the regime \(regime.id) is declared twice")
            }
            regimes.append(regime)
            known[regime.id] = origins[node.file]
        }
        self.init(
            regimes: regimes, categories: categories, groups: registry.groups.mapValues { Set($0.members) },
            origins: known)
    }

    /// Who answers for the file of a law.
    package func origin(of regime: Regime) -> ListOrigin { origins[regime.id] ?? .unsigned }

    /// The laws a home is under: those an operator names, else those that hold in its countries by themselves.
    func regimes(of home: Home, named names: [String]) -> [Regime] {
        guard names.isEmpty else { return regimes.filter { names.contains($0.id) } }
        return regimes.filter { $0.isChosenByHome && !$0.countries.isDisjoint(with: home.countries) }
    }

    /// The catalogue as the laws of a home see it: a type of a sensitive category counts at least as C3.
    func raised(_ catalog: EntityCatalog, under regimes: [Regime]) -> EntityCatalog {
        let sensitive = Set(regimes.flatMap(\.sensitive.keys))
        guard !sensitive.isEmpty else { return catalog }
        return EntityCatalog(
            catalog.types.compactMap { catalog[$0] }.map { descriptor in
                let isSensitive = !categories.names(of: descriptor).isDisjoint(with: sensitive)
                return isSensitive ? descriptor.counting(atLeast: .c3) : descriptor
            })
    }
}

extension EntityDescriptor {
    /// The same type in a class that is not lower than `least`. A public type, such as a bank's code, stays public.
    fileprivate func counting(atLeast least: DataClass) -> EntityDescriptor {
        guard dataClass >= .c2, dataClass < least else { return self }
        return EntityDescriptor(
            type: type, label: label, canonicalLabel: canonicalLabel, dataClass: least, isSecret: isSecret,
            isSpecialCategory: isSpecialCategory, yields: yields, names: names, legalCategory: legalCategory)
    }
}
