// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import TextNormalization

/// Values that confirm each other.
@Suite struct JointEvidenceTests {
    private static let types = """
        entities:
          LEFT: {label: LEFT, canonical: ID, class: C2, names: {en: l, ru: л, ar: ل}, legal: test}
          RIGHT: {label: RIGHT, canonical: ID, class: C2, names: {en: r, ru: п, ar: ي}, legal: test}
        """

    private static func dictionary(_ name: String, _ form: String, joint: String = "") -> String {
        """
        id: test/\(name)
        entity: \(name.uppercased())
        about: test
        status: C1
        source: test
        patterns: [{name: plain, regex: '\(form)', digits: 4, edges: word, prior: -1}]
        \(joint)
        examples: {valid: ['⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧'], invalid: [a, b, c, d, e]}
        """
    }

    private func found(_ text: String, explains: Bool = false) throws -> [Detection] {
        let joint = "joint: [{with: RIGHT, same: {mine: 2-3, theirs: 2-3}, gain: 3, fail: -2, within: 40}]"
        let engine = try DictionaryCopy.load([
            "entities/test.yaml": Self.types, "test/left.yaml": Self.dictionary("left", "L\\d{4}", joint: joint),
            "test/right.yaml": Self.dictionary("right", "R\\d{4}"),
        ]).engine(thresholds: [EntityType(rawValue: "RIGHT"): 1.1], defaultThreshold: 0.5)
        return try engine.detect(in: #require(AnalyzedText(utf8: Array(text.utf8))), explains: explains)
    }

    @Test func aNeighborThatFitsConfirms() throws {
        #expect(try found("L1234").isEmpty)
        #expect(try found("L1234 R9999").isEmpty)
        let confirmed = try #require(found("L1234 R1278", explains: true).first)
        #expect(confirmed.trace.map(\.name) == ["prior test/left.plain", "fits RIGHT"])
        #expect(confirmed.strength == .structural)
    }

    @Test func oneOfSeveralIsEnoughAndTheFarOneIsNoNeighbor() throws {
        #expect(try found("R9999 L1234 R1200").count == 1)
        #expect(try found("L1234" + String(repeating: " word", count: 10) + " R1200").isEmpty)
    }

    @Test func oneKeyOfTenBelongsToABank() {
        for bank in ["044525225", "044030653", "049205603"] {
            for account in ["40702810000000002851", "30101810000000000225"] {
                let keys = (0...9).filter { digit in
                    var bytes = Array(account.utf8)
                    bytes[8] = UInt8(0x30 + digit)
                    return RussianAccountKey.isValid(account: bytes, bank: Array(bank.utf8))
                }
                #expect(keys.count == 1)
            }
        }
    }

    @Test func aPublishedPairAgrees() {
        // The correspondent account of a bank is public, and so is its БИК.
        #expect(RussianAccountKey.isValid(account: Array("30101810400000000225".utf8), bank: Array("044525225".utf8)))
        #expect(!RussianAccountKey.isValid(account: Array("30101810400000000226".utf8), bank: Array("044525225".utf8)))
        #expect(!RussianAccountKey.isValid(account: Array("3010181040000000022".utf8), bank: Array("044525225".utf8)))
    }
}
