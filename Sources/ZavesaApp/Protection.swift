// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
package import Policy
package import Proxy
package import StrictYAML

/// What decides over a text: the dictionaries, the engine made of them, and the policy. `serve`, `detect`, `classify`
/// and `policy` build it here, so that they find and decide the same.
package struct Protection: Sendable {
    package let library: DetectorLibrary
    /// With the policy's thresholds.
    package let engine: DetectionEngine
    /// Bytes for what the engine found in texts that come again.
    let remembered: Int
    package let policy: PolicyEngine
    /// The laws that routes abroad are judged by.
    package let laws: RegimeLibrary
    /// The countries and groups that settings may name.
    package let jurisdictions: JurisdictionRegistry
    /// The policy of `policy.shadow`, which is decided beside it and not enforced.
    package let shadow: PolicyEngine?
    /// The file it stands in.
    package let shadowFile: String?
    /// What Presidio's clients call the types.
    package let presidio: PresidioNames

    /// Reads every data file. `home` are the names of countries and groups; `source` says in errors where they stand;
    /// `detection` is the operator's own section, `compliance` says of legal lists which count. `library` spares reading the dictionaries where somebody has.
    /// Throws for the first thing in a file that is wrong, with its place.
    package init(
        resources: Resources, home: [String], source: String, policy section: YAMLNode?, detection: YAMLNode? = nil,
        compliance: ComplianceSettings = .shipped, library known: DetectorLibrary? = nil
    ) throws(DocumentError) {
        let own = try DetectionDocument(detection)
        if let known {
            library = known
        } else {
            library = try DetectorLibrary.load(resources: resources.path, own: own.dictionaries)
        }
        remembered = own.remembered
        presidio = try PresidioNames(
            YAMLNode(
                readingFile: resources.dictionaries + "/tables/presidio.yaml",
                named: "dictionaries/tables/presidio.yaml"),
            catalog: library.catalog, recognizers: library.names)
        let lists = ListReader(resources: resources, settings: compliance)
        let registry = try Self.jurisdictions(lists)
        laws = try RegimeLibrary(lists, registry, library.catalog)
        let document = try PolicyDocument(node: Self.orEmpty(section, source))
        let places = try Home(home, from: source, registry)
        policy = try PolicyEngine(document, home: places, catalog: library.catalog, laws: laws)
        jurisdictions = registry
        shadowFile = document.shadow
        if let file = document.shadow {
            shadow = try Self.shadow(YAMLNode(readingFile: file, named: file), places, library, laws)
        } else {
            shadow = nil
        }
        engine = try library.engine(
            thresholds: policy.thresholds, defaultThreshold: policy.defaultThreshold,
            allowed: Self.list(own.allow, library), denied: Self.list(own.deny, library), depth: own.depth)
    }

    /// A policy section in a file of its own. It cannot have a shadow itself, and finds what the one in force finds.
    private static func shadow(
        _ node: YAMLNode, _ home: Home, _ library: DetectorLibrary, _ laws: RegimeLibrary
    ) throws(DocumentError) -> PolicyEngine {
        let document = try PolicyDocument(node: node)
        guard document.shadow == nil else { throw node.error(.invalidValue, "a policy in shadow has no shadow itself") }
        return try PolicyEngine(document, home: home, catalog: library.catalog, laws: laws)
    }

    private static func list(_ node: YAMLNode?, _ library: DetectorLibrary) throws(DocumentError) -> ValueList {
        if let node { return try ValueList(node, catalog: library.catalog) }
        return .empty
    }

    /// An absent section is an empty one: every default.
    private static func orEmpty(_ section: YAMLNode?, _ source: String) throws(DocumentError) -> YAMLNode {
        if let section { return section }
        return try YAMLNode(parsing: "", file: source)
    }

    /// Countries and groups alone.
    static func jurisdictions(_ reader: ListReader) throws(DocumentError) -> JurisdictionRegistry {
        let countries = "countries.yaml"
        let groups = try reader.lists(besides: [countries]).map(\.node)
        return try JurisdictionRegistry(countries: reader.list(countries).node, groups: groups)
    }
}
