// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

@Suite struct EvidenceTraceTests {
    private static let text = "СНИЛС 158-813-998 21, почта m.koltsova@example.ru, карта 4276 8881 4401 9012"

    @Test func theTermsAddUpToTheScore() throws {
        let detections = try ShippedDictionaries.detections(in: Self.text, explains: true)
        #expect(detections.count == 3)
        for detection in detections {
            let sum = detection.trace.reduce(0) { $0 + $1.logOdds }
            // The logistic function, inverted: the odds of the score are the exponential of the sum.
            let odds = detection.score / (1 - detection.score)
            #expect(abs(odds - Self.exponential(sum)) < odds / 1000)
        }
    }

    @Test func theTraceNamesFormChecksAndContext() throws {
        let snils = try #require(ShippedDictionaries.detections(in: Self.text, explains: true).first)
        #expect(snils.trace.map(\.name) == ["prior ru/snils.printed", "check ru.snils", "context снилс*"])
        #expect(snils.strength == .validated)
        #expect(snils.detector.rawValue == "ru/snils")
    }

    @Test func theTraceHoldsNoTextOfTheValue() throws {
        let bytes = Array(Self.text.utf8)
        for detection in try ShippedDictionaries.detections(in: Self.text, explains: true) {
            let value = String(decoding: bytes[detection.span.range], as: UTF8.self)
            let digits = String(value.filter(\.isNumber))
            for term in detection.trace {
                #expect(!term.name.contains(value))
                #expect(digits.isEmpty || !term.name.contains(digits))
            }
        }
    }

    @Test func noTraceIsMadeUnlessAsked() throws {
        #expect(try ShippedDictionaries.detections(in: Self.text).allSatisfy(\.trace.isEmpty))
    }

    @Test func aCloserContextWordCountsMore() throws {
        let near = try #require(ShippedDictionaries.detections(in: "ИНН 7720819678").first)
        let far = try #require(ShippedDictionaries.detections(in: "ИНН который указан в письме 7720819678").first)
        #expect(near.score > far.score)
    }

    @Test(arguments: [
        "СНИЛС 158-813-998 21, +7 (912) 345-67-89", "ИНН 7720819678 89123456789", "89123456789, ИНН 7720819678",
    ])
    func aWordThatNamesAnotherNumberDoesNotSpeakAgainstThisOne(text: String) throws {
        let detections = try ShippedDictionaries.detections(in: text, explains: true)
        let phone = try #require(detections.first { $0.type.rawValue == "PHONE" })
        #expect(phone.trace.allSatisfy { $0.logOdds > 0 })
        #expect(detections.count == 2)
    }

    @Test func contextWordsMatchWholeWordsOnly() throws {
        // «иннах» and "inner" begin like the number's name and say nothing about it.
        #expect(try ShippedDictionaries.findings(in: "inner 7720819678") == [])
        #expect(try ShippedDictionaries.findings(in: "иннах 7720819678") == [])
    }

    /// The exponential function by its series; the arguments are small.
    private static func exponential(_ value: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for index in 1...200 {
            term *= value / Double(index)
            sum += term
        }
        return sum
    }
}
