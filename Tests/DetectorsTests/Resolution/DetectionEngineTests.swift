// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import TextNormalization

/// A detector that reports what it is told to.
private struct ScriptedDetector: Detector {
    let id: DetectorID = DetectorID(rawValue: "test/scripted")
    let entities: [EntityType] = []
    let reports: [Detection]
    var error: DetectorError?

    func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        if let error { throw error }
        for detection in reports { report(detection) }
    }
}

@Suite struct DetectionEngineTests {
    private static let catalog = EntityCatalog([
        descriptor("NAME", "NAME"), descriptor("NUMBER", "NUMBER"), descriptor("KEY", "KEY", isSecret: true),
        descriptor("FAITH", "FAITH", isSpecial: true),
    ])

    private static func descriptor(
        _ type: String, _ label: String, isSecret: Bool = false, isSpecial: Bool = false
    ) -> EntityDescriptor {
        EntityDescriptor(
            type: EntityType(rawValue: type), label: TokenLabel(label) ?? .literal, canonicalLabel: label,
            dataClass: .c2, isSecret: isSecret, isSpecialCategory: isSpecial)
    }

    private static func found(
        _ type: String, _ span: Range<Int>, _ score: Double = 0.9, _ strength: EvidenceStrength = .lexical
    ) -> Detection {
        Detection(
            type: EntityType(rawValue: type), span: ByteSpan(span), score: score, strength: strength,
            detector: DetectorID(rawValue: "test/scripted"))
    }

    private func resolve(_ reports: [Detection], thresholds: [EntityType: Double] = [:]) throws -> [String] {
        try detect(reports, thresholds: thresholds).map { "\($0.type) \($0.span.start)-\($0.span.end)" }
    }

    private func detect(_ reports: [Detection], thresholds: [EntityType: Double] = [:]) throws -> [Detection] {
        let engine = DetectionEngine(
            detectors: [ScriptedDetector(reports: reports)], catalog: Self.catalog, thresholds: thresholds, digest: "")
        let text = try #require(AnalyzedText(utf8: [UInt8](repeating: UInt8(ascii: "a"), count: 100)))
        return try engine.detect(in: text)
    }

    @Test func strengthWinsBeforeScoreAndScoreBeforeLength() throws {
        let strong = Self.found("NUMBER", 0..<10, 0.6, .validated)
        #expect(try resolve([Self.found("NAME", 0..<10, 0.99, .contextual), strong]) == ["NUMBER 0-10"])
        #expect(try resolve([Self.found("NAME", 0..<10, 0.7), Self.found("NUMBER", 0..<10, 0.8)]) == ["NUMBER 0-10"])
    }

    @Test func whatCoversAnotherFindingTakesItsPlace() throws {
        let inner = Self.found("NUMBER", 3..<6, 0.99, .validated)
        #expect(try resolve([inner, Self.found("NAME", 0..<10)]) == ["NAME 0-10"])
    }

    @Test func whatLiesInsideAStrongerFindingGoes() throws {
        let outer = Self.found("NUMBER", 0..<10, 0.9, .validated)
        #expect(try resolve([Self.found("NAME", 2..<5), outer]) == ["NUMBER 0-10"])
    }

    @Test func noCharacterOfAWeakerFindingIsLeftBeside() throws {
        let strong = Self.found("NUMBER", 0..<10, 0.9, .validated)
        #expect(try resolve([strong, Self.found("NAME", 5..<15)]) == ["NUMBER 0-15"])
        #expect(try resolve([Self.found("NAME", 8..<22), strong, Self.found("NUMBER", 20..<30)]) == ["NUMBER 0-30"])
    }

    @Test func aCoveredSecretStaysASecret() throws {
        #expect(try resolve([Self.found("KEY", 3..<6), Self.found("NAME", 0..<10, 0.99)]) == ["KEY 0-10"])
    }

    @Test func aSpecialCategoryNeverHidesWhatIsReplaced() throws {
        let faith = Self.found("FAITH", 0..<20, 0.99, .validated)
        #expect(try resolve([faith, Self.found("NAME", 5..<8)]) == ["NAME 5-8"])
        #expect(try resolve([faith, Self.found("NAME", 30..<40)]) == ["FAITH 0-20", "NAME 30-40"])
    }

    @Test(arguments: [
        (reports: [found("NAME", 2..<5), found("NUMBER", 0..<10, 0.9, .validated)], absorbed: ["NAME"]),
        (reports: [found("NUMBER", 3..<6, 0.99, .validated), found("NAME", 0..<10)], absorbed: ["NUMBER"]),
        (reports: [found("NUMBER", 0..<10, 0.9, .validated), found("NAME", 5..<15)], absorbed: ["NAME"]),
        (reports: [found("KEY", 3..<6), found("NAME", 0..<10, 0.99)], absorbed: ["NAME"]),
        (reports: [found("FAITH", 0..<20, 0.99, .validated), found("NAME", 5..<8)], absorbed: ["FAITH"]),
        (reports: [found("NAME", 0..<5), found("NAME", 0..<9)], absorbed: []),
    ])
    func whatStaysKnowsTheTypesOfWhatWent(reports: [Detection], absorbed: [String]) throws {
        let found = try detect(reports)
        #expect(found.map { $0.absorbed.map(\.rawValue).sorted() } == [absorbed])
    }

    @Test func findingsBelowTheThresholdOfTheirTypeAreDropped() throws {
        let name = Self.found("NAME", 0..<5, 0.6)
        #expect(try resolve([name]) == ["NAME 0-5"])
        #expect(try resolve([name], thresholds: [EntityType(rawValue: "NAME"): 0.7]) == [])
        #expect(
            try resolve([Self.found("NAME", 0..<5, 0.4)], thresholds: [EntityType(rawValue: "NAME"): 0.3]).count == 1)
    }

    @Test func theOrderOfReportsChangesNothing() throws {
        let reports = [
            Self.found("NAME", 0..<10), Self.found("NUMBER", 8..<20, 0.9, .structural), Self.found("KEY", 30..<35),
            Self.found("NAME", 30..<40), Self.found("FAITH", 38..<50), Self.found("NUMBER", 60..<70),
        ]
        let expected = try resolve(reports)
        for _ in 0..<20 { #expect(try resolve(reports.shuffled()) == expected) }
    }

    @Test func aLimitHitIsAnErrorAndNeverSilence() throws {
        let error = DetectorError(code: .scanLimit, detector: DetectorID(rawValue: "test/scripted"))
        let engine = DetectionEngine(
            detectors: [ScriptedDetector(reports: [], error: error)], catalog: Self.catalog, digest: "")
        let text = try #require(AnalyzedText(utf8: []))
        #expect(throws: error) { try engine.detect(in: text) }
    }
}
