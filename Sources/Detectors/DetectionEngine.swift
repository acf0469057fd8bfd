// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import TextNormalization

/// Runs every detector over a text and resolves overlaps: what is left does not overlap and is in text order.
package struct DetectionEngine: Sendable {
    /// Every declared entity type.
    package let catalog: EntityCatalog
    /// Probability a finding needs, by type; `defaultThreshold` for a type not named.
    package let thresholds: [EntityType: Double]
    package let defaultThreshold: Double
    /// SHA-256 over the loaded dictionaries and models, hex: the audit names what found.
    package let digest: String

    /// How much is looked for.
    package let depth: SearchDepth

    /// What tells whether an invented number would be a valid one.
    package let checks: IdentifierChecks
    /// Invented names of persons.
    package let surrogateNames: SurrogateNames
    /// The case forms of Russian names; `nil` where nobody reads them.
    package let grammar: RussianGrammar?

    private let detectors: [any Detector]
    /// No type is found with less.
    private let floor: Double
    /// What an operator says is no finding.
    private let allowed: ValueList

    package init(
        detectors: [any Detector],
        catalog: EntityCatalog,
        thresholds: [EntityType: Double] = [:],
        defaultThreshold: Double = 0.5,
        allowed: ValueList = .empty,
        depth: SearchDepth = .full,
        checks: IdentifierChecks = .none,
        surrogateNames: SurrogateNames = .none,
        grammar: RussianGrammar? = nil,
        digest: String
    ) {
        self.checks = checks
        self.surrogateNames = surrogateNames
        self.grammar = grammar
        self.detectors = detectors
        self.catalog = catalog
        self.thresholds = thresholds
        self.defaultThreshold = defaultThreshold
        floor = thresholds.values.reduce(defaultThreshold, min)
        self.allowed = allowed
        self.depth = depth
        self.digest = digest
    }

    /// Whether it finds nothing whatever the text, so that none need be read.
    package var findsNothing: Bool { detectors.isEmpty }

    /// What reads addresses, where they are looked for.
    var addresses: AddressDetector? { detectors.lazy.compactMap { $0 as? AddressDetector }.first }

    /// The detections of one text at or above their thresholds.
    package func detect(
        in text: AnalyzedText, explains: Bool = false
    ) throws(DetectorError) -> [Detection] {
        guard !findsNothing else { return [] }
        let plain = try search(text, explains: explains)
        let views = ViewSearch(
            search: { (view, numbersAlone) throws(DetectorError) in
                try search(view, numbersAlone: numbersAlone, explains: explains)
            }, isEnough: isEnough, settles: { catalog[$0.type]?.yields != true }, explains: explains)
        let found = try plain + views.findings(in: text, beside: plain)
        return OverlapResolver.resolve(found, catalog: catalog)
    }

    /// What all detectors report in one reading of a text, or those that read numbers.
    private func search(
        _ text: AnalyzedText, numbersAlone: Bool = false, explains: Bool
    ) throws(DetectorError) -> [Detection] {
        var found: [Detection] = []
        for asks in [false, true] {
            let persons = asks ? fullNames(among: found, in: text) : []
            for detector in detectors where detector.asksForPersons == asks && (!numbersAlone || detector.readsNumbers)
            {
                try detector.detect(in: text, explains: explains, from: floor, beside: persons) { detection in
                    guard isEnough(detection),
                        !allowed.holds(text.folded[text.foldedSpan(of: detection.span).range], as: detection.type)
                    else { return }
                    found.append(detection)
                }
            }
        }
        return found
    }

    /// Where names of more than a word stand in the folded text.
    private func fullNames(among found: [Detection], in text: AnalyzedText) -> [Range<Int>] {
        found.filter { $0.type == .person }.map { text.foldedSpan(of: $0.span).range }
            .filter { text.folded[$0].contains(0x20) }
    }

    private func isEnough(_ detection: Detection) -> Bool {
        detection.score >= thresholds[detection.type] ?? defaultThreshold
    }
}
