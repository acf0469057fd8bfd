// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import StrictYAML
import Testing
import TextNormalization

/// Dictionaries that an operator adds in a folder of their own.
@Suite struct OwnDictionaryTests {
    private static let types = """
        entities:
          BADGE:
            label: BADGE
            canonical: ID
            class: C2
            names: {en: Badge, ru: Пропуск, ar: بطاقة}
            legal: own
        """
    private static let badge = """
        id: own/badge
        entity: BADGE
        about: Badges of the house.
        status: C1
        source: own
        patterns: [{name: plain, regex: 'HB-\\d{5}', digits: 5, edges: word, prior: 2}]
        examples:
          valid: ['⟦HB-12345⟧', '⟦HB-12346⟧', '⟦HB-12347⟧', '⟦HB-12348⟧', '⟦HB-12349⟧']
          invalid: [HB-1, HB-12, HB-123, HB-1234, HC-12345]
        """

    @Test func aTypeOfOnesOwnIsFound() throws {
        let library = try DictionaryCopy.load(
            [:], own: ["entities/own.yaml": Self.types, "own/badge.yaml": Self.badge])
        let text = try #require(AnalyzedText(utf8: Array("Пропуск HB-54321 утерян".utf8)))
        #expect(try library.engine().detect(in: text).map(\.type.rawValue) == ["BADGE"])
        #expect(DictionaryCheck.failures(of: library.recognizers, engine: library.engine()) == [])
        #expect(try library.digest != DictionaryCopy.load([:]).digest)
    }

    @Test func aMistakeNamesFileAndLine() throws {
        let wrong = Self.badge.replacing("prior: 2", with: "priorr: 2")
        let error = #expect(throws: DocumentError.self) {
            try DictionaryCopy.load([:], own: ["entities/own.yaml": Self.types, "own/badge.yaml": wrong])
        }
        #expect(error?.file.hasSuffix("/own/own/badge.yaml") == true)
        #expect(error?.line == 6)
        #expect(error?.expectation.contains("did you mean prior?") == true)
    }

    @Test func aShippedDictionaryIsNotReplacedInSilence() throws {
        let files = ["test/number.yaml": Self.badge.replacing("own/badge", with: "test/number")]
        let error = #expect(throws: DocumentError.self) {
            try DictionaryCopy.load(files, own: files.merging(["entities/own.yaml": Self.types]) { $1 })
        }
        #expect(error?.code == .duplicateKey)
    }

    @Test func aPatternThatNeverEndsIsStoppedAndSaysSo() throws {
        let slow = Self.badge.replacing("'HB-\\d{5}', digits: 5, edges: word", with: "'(?:a+)+HB', literals: [HB]")
        let engine = try DictionaryCopy.load([:], own: ["entities/own.yaml": Self.types, "own/badge.yaml": slow])
            .engine()
        let text = try #require(AnalyzedText(utf8: Array(repeating: UInt8(ascii: "a"), count: 90) + Array("b HB".utf8)))
        let error = #expect(throws: DetectorError.self) { try engine.detect(in: text) }
        #expect(error?.code == .scanLimit)
    }
}
