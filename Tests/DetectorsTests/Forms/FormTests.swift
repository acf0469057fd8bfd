// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import TextNormalization

/// Values that only their neighbors in one object give away.
@Suite struct FormTests {
    private func findings(_ fields: [(String, String)]) throws -> [String] {
        let engine = try ShippedDictionaries.engine()
        let form = fields.map { FormField(name: Array($0.0.utf8), value: Array($0.1.utf8)) }
        let alone = try form.map { field in
            try engine.detect(in: #require(AnalyzedText(utf8: field.value, fieldName: field.name)))
        }
        return try engine.detect(form: form, beside: alone).enumerated().flatMap { index, detections in
            detections.map { "\($0.type):" + String(decoding: form[index].value[$0.span.range], as: UTF8.self) }
        }
    }

    @Test func aPassportInTwoFieldsIsFoundInBoth() throws {
        let found = try findings([("series", "4509"), ("number", "123456")])
        #expect(found == ["RU_PASSPORT:4509", "RU_PASSPORT:123456"])
    }

    @Test func aNeighborSaysWhatANumberIs() throws {
        #expect(try findings([("kind", "order"), ("value", "7707083893")]) == [])
        #expect(try findings([("kind", "ИНН"), ("value", "7707083893")]) == ["RU_INN:7707083893"])
    }

    @Test func whatIsFoundAloneStays() throws {
        let fields = [("note", "hello"), ("contact", "olga@example.ru")]
        #expect(try findings(fields) == ["EMAIL:olga@example.ru"])
    }

    @Test func nothingIsFoundInAFormOfNothing() throws {
        #expect(try findings([("series", "A"), ("number", "12")]) == [])
        #expect(try findings([("a", ""), ("b", "")]) == [])
        #expect(try findings([("", ""), ("", "")]) == [])
    }
}
