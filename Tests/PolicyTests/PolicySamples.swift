// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Policy
import PrivacyCore
import StrictYAML

/// The checkout, found from this file.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Catalogue, home and upstreams the tests decide with.
enum PolicySamples {
    static let catalog = EntityCatalog([
        descriptor("PERSON", .c2), descriptor("EMAIL", .c2), descriptor("RU_SNILS", .c4), descriptor("HOSTNAME", .c1),
        descriptor("SECRET", .c2, isSecret: true), descriptor("SPECIAL_HEALTH", .c3, isSpecial: true),
        descriptor("IBAN", .c2, canonical: "IBAN"), descriptor("STATE_SECRET", .c5), descriptor("LITERAL", .c1),
    ])
    static let local = upstream("local", in: "RU")
    /// Abroad, with every paper that Russia asks for.
    static let named = upstream("named", in: "US", PlaceSamples.provider())
    static let other = upstream("other", in: "DE")

    static func upstream(_ name: String, in code: String, _ provider: ProviderRecord? = nil) -> UpstreamFacts {
        guard let country = Jurisdiction(code) else { preconditionFailure("a test names a country by its code") }
        return UpstreamFacts(id: UpstreamID(rawValue: name), country: country, provider: provider)
    }

    static func path(of path: String) -> String { root.appending(path: path).path }

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func registry() throws -> JurisdictionRegistry {
        let folder = "compliance/jurisdictions"
        let groups = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(".yaml") && $0 != "countries.yaml" }.sorted()
        return try JurisdictionRegistry(
            countries: YAMLNode(parsing: text(of: "\(folder)/countries.yaml"), file: "countries.yaml"),
            groups: groups.map { try YAMLNode(parsing: text(of: "\(folder)/\($0)"), file: $0) })
    }

    /// An engine from the text of a policy section.
    static func engine(
        _ text: String = "", home: [String] = ["RU"], laws: RegimeLibrary? = nil
    ) throws -> PolicyEngine {
        let document = try PolicyDocument(node: YAMLNode(parsing: text, file: "policy"))
        return try PolicyEngine(
            document, home: Home(home, from: "test", registry()), catalog: catalog,
            laws: laws ?? shippedLaws.get())
    }

    private static let shippedLaws = Result { try PlaceSamples.laws() }

    static func finding(_ type: String, subject: String? = nil, absorbed: Set<String> = []) -> Detection {
        Detection(
            type: EntityType(rawValue: type), span: ByteSpan(0, 4), score: 0.9, strength: .lexical,
            detector: DetectorID(rawValue: "test"), subject: subject.map { Sensitive(Array($0.utf8)) },
            absorbed: Set(absorbed.map(EntityType.init(rawValue:))))
    }

    static func facts(_ upstreams: [UpstreamFacts] = [local, named, other], residue: Bool = false) -> RequestFacts {
        RequestFacts(tenant: .default, caller: .local, model: nil, hasResidue: residue, candidates: upstreams)
    }

    private static func descriptor(
        _ type: String, _ dataClass: DataClass, isSecret: Bool = false, isSpecial: Bool = false,
        canonical: String = "ANY"
    ) -> EntityDescriptor {
        EntityDescriptor(
            type: EntityType(rawValue: type), label: TokenLabel("ANY") ?? .literal, canonicalLabel: canonical,
            dataClass: dataClass, isSecret: isSecret, isSpecialCategory: isSpecial)
    }
}
