// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// What "in-country" means for this installation (`home:` in `zavesa.yaml`, or `--home`).
package struct Home: Sendable, Equatable {
    /// As written: countries and groups, in the operator's order.
    package let names: [Jurisdiction]
    /// The countries they stand for.
    package let countries: Set<Jurisdiction>

    private let groups: [Jurisdiction: Set<Jurisdiction>]
    /// Every country that is declared.
    private let known: Set<Jurisdiction>

    /// Reads `home:`. Without it nothing can be in-country, so its absence is an error and not an empty list.
    package init(node: YAMLNode?, in document: YAMLNode, _ registry: JurisdictionRegistry) throws(DocumentError) {
        guard let node, !node.isNull else {
            throw document.error(
                .missingKey, "home is missing: name the countries that count as in-country, as home: [RU]")
        }
        var names: [(String, YAMLNode)] = []
        if let single = try? node.string() {
            names = [(single, node)]
        } else {
            for element in try node.elements() { names.append((try element.string(), element)) }
        }
        try self.init(names.map(\.0), registry) { index, code, expectation in
            names.indices.contains(index)
                ? names[index].1.error(code, expectation) : node.error(code, expectation)
        }
    }

    /// Takes names from elsewhere, such as a command line; `source` says where in an error.
    package init(_ names: [String], from source: String, _ registry: JurisdictionRegistry) throws(DocumentError) {
        try self.init(names, registry) { _, code, expectation in
            DocumentError(code: code, file: source, expectation: expectation)
        }
    }

    /// Whether a country, or every member of a group, is home.
    package func contains(_ place: Jurisdiction) -> Bool {
        if let members = groups[place] { return members.isSubset(of: countries) }
        return countries.contains(place)
    }

    /// The countries that a name stands for: a group's members, else itself.
    func members(of place: Jurisdiction) -> Set<Jurisdiction> { groups[place] ?? [place] }

    /// Whether a name is a country or a group that is declared.
    func knows(_ place: Jurisdiction) -> Bool { groups[place] != nil || known.contains(place) }

    private init(
        _ names: [String], _ registry: JurisdictionRegistry,
        error: (Int, DocumentError.Code, String) -> DocumentError
    ) throws(DocumentError) {
        guard !names.isEmpty else {
            throw error(-1, .missingKey, "home is empty: name the countries that count as in-country")
        }
        var places: [Jurisdiction] = []
        var countries: Set<Jurisdiction> = []
        for (index, name) in names.enumerated() {
            guard let place = Jurisdiction(name), let members = registry.members(of: place) else {
                throw error(
                    index, .invalidValue,
                    "expected an ISO 3166-1 code such as RU or one of the groups "
                        + registry.groups.keys.sorted().map(\.code).joined(separator: ", "))
            }
            places.append(place)
            countries.formUnion(members)
        }
        self.names = places
        self.countries = countries
        groups = registry.groups.mapValues { Set($0.members) }
        known = registry.countries
    }
}
