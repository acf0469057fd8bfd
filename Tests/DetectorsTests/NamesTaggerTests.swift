// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import StrictYAML
import Testing

@Suite("Names that no list has")
struct NamesTaggerTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are found where the words around speak for a person",
        arguments: [
            "The report was written by [Thandrel Mukavinga] in Boston.",
            "Вчера [Зорвик Халленбрук] заявил журналистам, что уходит в отставку.",
            "По словам [Квиллона Древассера], решение принято.", "Об этом сообщил [Тандрел Мукавинга].",
        ])
    func unknownNames(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans, "\(marked)")
    }

    @Test(
        "are not seen in products, commands and plain words",
        arguments: [
            "the Python library Kubernetes runs on Linux", "Заказ на кабель Протон принят в работу.",
            "زميلي شيوعي", "تحتوي الوثيقة على جدول المحتويات", "Restart the Nginx service after the update.",
            "Откройте вкладку Сеть и нажмите Обновить.",
        ])
    func plainText(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty, "\(text)")
    }

    @Test("A model that is cut off, or none at all, is refused and not half read")
    func brokenModel() {
        #expect(throws: DocumentError.self) { try TaggerModel(bytes: [], file: "m") }
        #expect(throws: DocumentError.self) { try TaggerModel(bytes: Array("ZNT2".utf8), file: "m") }
        var header = Array("ZNT2".utf8) + [UInt8](repeating: 0, count: 540)
        header[4] = 18
        #expect(throws: DocumentError.self) { try TaggerModel(bytes: header, file: "m") }
    }
}
