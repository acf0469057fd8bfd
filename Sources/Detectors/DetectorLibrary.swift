// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore
package import StrictYAML

/// Everything that is read from `dictionaries/` at start, ready to be an engine.
package struct DetectorLibrary: Sendable {
    /// Every declared entity type.
    package let catalog: EntityCatalog
    /// The dictionaries, by id.
    package let recognizers: [Recognizer]
    /// SHA-256 over the files under `dictionaries/`, hex.
    package let digest: String

    /// Every check that the dictionaries can name.
    package let validators: ValidatorRegistry
    /// What the engine runs at most, by the depth from which on it does: the dictionaries, then names with places, addresses
    /// and organisations.
    private let structured: any Detector
    private let others: [any Detector]
    /// What substitutes are made with.
    private let checks: IdentifierChecks
    private let surrogateNames: SurrogateNames
    /// What answers say of masked values.
    package let answers: AnswerPhrases
    /// What models are told of tokens.
    package let note: TokenNote
    /// The case forms of Russian names.
    package let grammar: RussianGrammar

    /// What the engine runs, by name: the dictionaries, and the detectors beside them. Places have a name of their own.
    package var names: [String] {
        recognizers.map(\.id.rawValue) + others.map(\.id.rawValue) + [PlaceFinder.id.rawValue]
    }

    /// Reads the folder `dictionaries` of the resources folder, and an operator's own folder of the same form beside it.
    /// Throws for the first thing in a file that is wrong.
    package static func load(resources: String, own: String? = nil) throws(DocumentError) -> DetectorLibrary {
        let folder = try DictionaryFolder(resources: resources, own: own)
        let catalog = try EntityDocument.catalog(folder.entities)
        let answers = try AnswerPhrases(folder.vocabulary("answers"), catalog: catalog)
        let tables = try ReferenceTables(
            cardBrands: folder.document("tables/card_brands.yaml"),
            ibanLengths: folder.document("tables/iban_lengths.yaml"),
            phonePlans: folder.document("tables/phone_plans.yaml"))
        let scanners = ScannerRegistry(tables: tables)
        let validators = ValidatorRegistry(tables: tables)
        let builder = RecognizerBuilder(validators: validators, scanners: scanners, catalog: catalog)
        let documents = folder.recognizers
        var ids: Set<String> = []
        for (id, document) in documents where !ids.insert(id).inserted {
            throw document.error(.duplicateKey, "the id \(id) stands for another dictionary already")
        }
        let recognizers = try concurrentMap(documents.count) { (index) throws(DocumentError) in
            try builder.recognizer(RecognizerDocument(documents[index].document), id: documents[index].id)
        }
        let (detector, (others, grammar)) = try concurrently { () throws(DocumentError) in
            try DictionaryDetector(recognizers: recognizers, scanners: scanners)
        } _: { () throws(DocumentError) -> ([any Detector], RussianGrammar) in
            var names = try NameDetector.load(resources: resources)
            names.places = try PlaceFinder(resources: resources, folder.vocabulary("places"))
            let detectors: [any Detector] = [
                names, try AddressDetector(folder.vocabulary("addresses"), lexicons: names.lexicons),
                try OrganizationDetector(folder.vocabulary("organisations"), lexicons: names.lexicons),
            ]
            return (detectors, try RussianGrammar(folder.vocabulary("grammar"), reader: names.declinableNames))
        }
        return DetectorLibrary(
            catalog: catalog, recognizers: recognizers, digest: folder.digest, validators: validators,
            structured: detector, others: others, checks: IdentifierChecks(recognizers),
            surrogateNames: try SurrogateNames(folder.document("tables/surrogates.yaml")),
            answers: answers, note: try TokenNote(folder.document("notes/tokens.yaml")), grammar: grammar)
    }

    /// The engine of the dictionaries and names under `resources`, at the thresholds of a policy.
    package static func engine(
        resources: String, thresholds: [EntityType: Double] = [:], defaultThreshold: Double = 0.5
    ) throws(DocumentError) -> DetectionEngine {
        try load(resources: resources).engine(thresholds: thresholds, defaultThreshold: defaultThreshold)
    }

    /// An engine of everything loaded, and of `additional` detectors.
    package func engine(
        additional: [any Detector] = [], thresholds: [EntityType: Double] = [:], defaultThreshold: Double = 0.5
    ) -> DetectionEngine {
        DetectionEngine(
            detectors: detectors(.full) + additional, catalog: catalog, thresholds: thresholds,
            defaultThreshold: defaultThreshold, checks: checks, surrogateNames: surrogateNames,
            grammar: grammar, digest: digest)
    }

    /// An engine that never finds the values of `allowed` and always those of `denied`, and of everything else what
    /// `depth` says. Throws for a value that cannot be looked for. Its digest tells lists and depth as well.
    package func engine(
        thresholds: [EntityType: Double], defaultThreshold: Double, allowed: ValueList, denied: ValueList,
        depth: SearchDepth = .full
    ) throws(DocumentError) -> DetectionEngine {
        guard !allowed.isEmpty || !denied.isEmpty || depth != .full else {
            return engine(thresholds: thresholds, defaultThreshold: defaultThreshold)
        }
        var hash = SHA256()
        hash.update(data: Array(digest.utf8) + allowed.canonicalBytes + [0] + denied.canonicalBytes)
        if depth != .full { hash.update(data: [0] + Array(depth.rawValue.utf8)) }
        return DetectionEngine(
            detectors: detectors(depth) + (denied.isEmpty ? [] : [try ListDetector(denied)]), catalog: catalog,
            thresholds: thresholds, defaultThreshold: defaultThreshold, allowed: allowed, depth: depth, checks: checks,
            surrogateNames: surrogateNames, grammar: grammar, digest: Hexadecimal.text(of: hash.finalize()))
    }

    private func detectors(_ depth: SearchDepth) -> [any Detector] {
        switch depth {
        case .full: [structured] + others
        case .structured: [structured]
        case .none: []
        }
    }
}
