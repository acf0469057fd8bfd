// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

@Suite("Organizations")
struct OrganizationTests {
    private func expect(_ marked: String) throws { try AddressFindings.expect(marked, type: "ORGANISATION") }

    @Test(
        "are found with their legal form",
        arguments: [
            "Договор с [ООО «Ромашка»] подписан.", "Счёт от [ПАО \"Северная звезда\"] оплачен.",
            "Директор [АО «Завод \"Искра\"»] уволен.", "Поставщик [ООО Вектор Плюс], срок до мая.",
            "[Общество с ограниченной ответственностью «Лютик»] в лице директора", "Истец: [ТОО «Дала»].",
            "работаю в [ооо «лютик»]", "Справка из [ГБУЗ «Больница 5»].",
            "Signed by [Acme Ltd] today.", "We pay [Orange Soft LLC] monthly.", "[Barnes & Sons, Inc.] wrote back.",
            "Die [Muster GmbH] zahlt.", "Vertrag mit [Nordwind Kabel AG].", "CEO of [Blue Harbor Corp] resigned",
            "[Nordica S.p.A] e altri", "z firmy [Kowalski Sp. z o.o] dzisiaj", "وقع عقد مع [بنك الرياض]",
        ])
    func found(marked: String) throws { try expect(marked) }

    @Test(
        "are not seen without one, nor where a form is a word",
        arguments: [
            "Компания выросла на треть.", "АО", "ООО на упрощёнке платит налог.", "Incoming call: limited offer",
            "شركة كبيرة تعمل في السوق", "The corporation grew. Inc", "on a plc and an ag basis", "С ооо проблем нет",
            "data: 0LLRi9C5INC+0LLR",
            "IT IS THE SAME SA IN ALL CAPITALS",
        ])
    func nothing(text: String) throws { try expect(text) }

    @Test("a sole proprietor is a person")
    func soleProprietor() throws {
        let found = try ShippedDictionaries.findings(in: "ИП Кузнецов Пётр Андреевич оплатил.")
        #expect(found == ["PERSON:Кузнецов Пётр Андреевич"])
    }

    @Test("a person whom more than a surname speaks for is one inside of a company's name, too")
    func personWithin() throws {
        let found = try ShippedDictionaries.findings(in: "ООО «Фонд Иванова Петра Сергеевича»")
        #expect(found.contains { $0.hasPrefix("PERSON:") })
    }

    @Test("a name does not hide what is personal")
    func yields() throws {
        let found = try ShippedDictionaries.findings(in: "ООО «Вектор olga@example.ru»")
        #expect(found.contains("EMAIL:olga@example.ru"))
    }

    @Test("are public by class, so that policy passes them")
    func publicClass() throws {
        let descriptor = try ShippedDictionaries.library().catalog[.init(rawValue: "ORGANISATION")]
        #expect(descriptor?.dataClass == .c1)
        #expect(descriptor?.yields == true)
    }
}
