// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

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

    private let detector: DictionaryDetector

    /// Reads the folder `dictionaries` of the resources folder. Throws for the first thing in a file that is wrong.
    package static func load(resources: String) throws(DocumentError) -> DetectorLibrary {
        let folder = try DictionaryFolder(resources: resources)
        let catalog = try EntityDocument.catalog(folder.document("entities.yaml"))
        let tables = try ReferenceTables(
            cardBrands: folder.document("tables/card_brands.yaml"),
            ibanLengths: folder.document("tables/iban_lengths.yaml"),
            phonePlans: folder.document("tables/phone_plans.yaml"))
        let scanners = ScannerRegistry(tables: tables)
        let builder = RecognizerBuilder(
            validators: ValidatorRegistry(tables: tables), scanners: scanners, catalog: catalog)
        var recognizers: [Recognizer] = []
        for (id, document) in folder.recognizers {
            recognizers.append(try builder.recognizer(RecognizerDocument(document), id: id))
        }
        let detector = try DictionaryDetector(recognizers: recognizers, scanners: scanners)
        return DetectorLibrary(catalog: catalog, recognizers: recognizers, digest: folder.digest, detector: detector)
    }

    /// An engine of the dictionaries and of `additional` detectors, such as that of names.
    package func engine(
        additional: [any Detector] = [], thresholds: [EntityType: Double] = [:], defaultThreshold: Double = 0.5
    ) -> DetectionEngine {
        DetectionEngine(
            detectors: [detector] + additional, catalog: catalog, thresholds: thresholds,
            defaultThreshold: defaultThreshold, digest: digest)
    }
}
