// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// The countries and groups of countries that `compliance/jurisdictions/` declares.
package struct JurisdictionRegistry: Sendable {
    /// A group as its file declares it.
    package struct Group: Sendable, Equatable {
        package let name: Jurisdiction
        package let title: String
        /// The day since which the members are these, `YYYY-MM-DD`.
        package let asOf: String
        /// Where the list of members comes from.
        package let source: String
        package let members: [Jurisdiction]
    }

    /// Every country a policy may name.
    package let countries: Set<Jurisdiction>
    /// The groups, by name.
    package let groups: [Jurisdiction: Group]

    /// Reads `countries.yaml` and the groups. A member that is no country, and a group named twice, are errors.
    package init(countries node: YAMLNode, groups nodes: [YAMLNode]) throws(DocumentError) {
        let keys = try node.mapping(keys: ["version", "as_of", "source", "countries"])
        try Self.checkHead(keys)
        let countries = Set(try Self.jurisdictions(keys.required("countries")))
        var groups: [Jurisdiction: Group] = [:]
        for node in nodes {
            let group = try Self.group(node, countries: countries)
            guard groups.updateValue(group, forKey: group.name) == nil else {
                throw node.error(.duplicateKey, "the group \(group.name) is declared twice")
            }
        }
        self.countries = countries
        self.groups = groups
    }

    /// The countries a name stands for: itself or a group's members; `nil` for a name nobody declares.
    package func members(of name: Jurisdiction) -> Set<Jurisdiction>? {
        if let group = groups[name] { return Set(group.members) }
        return countries.contains(name) ? [name] : nil
    }

    private static func group(_ node: YAMLNode, countries: Set<Jurisdiction>) throws(DocumentError) -> Group {
        let keys = try node.mapping(keys: ["version", "group", "title", "as_of", "source", "members"])
        try checkHead(keys)
        let nameNode = try keys.required("group")
        guard let name = Jurisdiction(try nameNode.string()), !countries.contains(name) else {
            throw nameNode.error(.invalidValue, "expected the name of a group, 2 to 8 letters, that is no country's")
        }
        let membersNode = try keys.required("members")
        let members = try jurisdictions(membersNode)
        guard !members.isEmpty, members.allSatisfy(countries.contains), Set(members).count == members.count else {
            throw membersNode.error(.invalidValue, "expected countries of countries.yaml, each once")
        }
        return Group(
            name: name, title: try keys.required("title").string(), asOf: try keys.required("as_of").string(),
            source: try keys.required("source").string(), members: members)
    }

    /// The keys that say of which format and day a list is, and where it comes from.
    private static func checkHead(_ keys: YAMLMapping) throws(DocumentError) {
        let version = try keys.required("version")
        guard try version.integer() == 1 else { throw version.error(.invalidValue, "expected version 1") }
        let day = try keys.required("as_of")
        let parts = try day.string().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ UInt($0) != nil }) else {
            throw day.error(.invalidValue, "expected a day as YYYY-MM-DD")
        }
        let source = try keys.required("source")
        guard try source.string().hasPrefix("https://") else {
            throw source.error(.invalidValue, "expected an https address")
        }
    }

    private static func jurisdictions(_ node: YAMLNode) throws(DocumentError) -> [Jurisdiction] {
        var result: [Jurisdiction] = []
        for element in try node.elements() {
            guard let jurisdiction = Jurisdiction(try element.string()) else {
                throw element.error(.invalidValue, "expected a country code")
            }
            result.append(jurisdiction)
        }
        return result
    }
}
