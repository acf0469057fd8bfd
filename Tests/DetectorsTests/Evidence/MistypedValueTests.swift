// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing

/// A label that says what follows is evidence enough for a number whose check fails.
@Suite struct MistypedValueTests {
    @Test(
        "A mistyped number right behind its label is found, at lower confidence",
        arguments: [
            ("СНИЛС", "11223344595", "11223344596", "RU_SNILS"),
            ("полис ОМС", "5453140884036091", "5453140884036092", "RU_OMS"),
            ("ИНН:", "500100732259", "500100732258", "RU_INN"), ("PESEL", "47540646200", "47540646207", "PL_PESEL"),
            ("NHS No:", "4622566630", "4622566639", "UK_NHS"), ("CNPJ:", "20963498671150", "20963498671158", "BR_CNPJ"),
            ("رقم الهوية", "1556963278", "1556963277", "SA_NATIONAL_ID"), ("NIP", "4421088471", "4421088470", "PL_NIP"),
        ])
    func mistypedNumbersAreFound(label: String, right: String, wrong: String, type: String) throws {
        let text = "Данные: \(label) \(wrong), прочее"
        let found = try ShippedDictionaries.detections(in: text).filter { $0.type.rawValue == type }
        #expect(found.map { String(decoding: Array(text.utf8)[$0.span.range], as: UTF8.self) } == [wrong])
        let score = try ShippedDictionaries.detections(in: "Данные: \(label) \(right), прочее").first?.score ?? 0
        #expect(try #require(found.first).score <= score)
    }

    @Test(
        "Without a label, with one that is of another number, or far from it, it is none",
        arguments: [
            "в базе 11223344596 записей", "СНИЛС сдан, заказ 11223344596", "номер 4622566639 в списке",
            "ИНН был указан ранее в договоре с банком; изделие 500100732258",
        ])
    func whatNothingSpeaksForIsLeft(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text).filter { !$0.hasPrefix("SPECIAL") } == [])
    }
}
