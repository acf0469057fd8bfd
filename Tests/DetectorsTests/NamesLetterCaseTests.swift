// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Names where capitals say nothing")
struct NamesLetterCaseTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are found in small letters, with initials and where no list has them",
        arguments: [
            "привет, [иван иванов]", "об этом писал [м. ю. лермонтов] в своём дневнике.",
            "договор подписала [анна сергеевна кузнецова] вчера вечером", "my name is [siiri lahtinen], call me later",
            "please send the invoice to [john miller] before friday", "the report was written by [thandrel mukavinga].",
        ])
    func small(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans, "\(marked)")
    }

    @Test(
        "are found in capitals",
        arguments: [
            "ПРИКАЗ ПОДПИСАЛ ДИРЕКТОР [ПЁТР АНДРЕЕВИЧ СИДОРОВ]", "PLEASE CALL [MARY JOHNSON] BEFORE THE MEETING",
        ])
    func large(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans, "\(marked)")
    }

    @Test(
        "are not seen in ordinary words",
        arguments: [
            "т. е. договор надо подписать до пятницы и т. д.", "нажмите кнопку и дождитесь окончания загрузки",
            "restart the service after the update and check the log", "НЕ ЗАБУДЬТЕ ЗАКРЫТЬ ОКНО И ВЫКЛЮЧИТЬ СВЕТ",
        ])
    func ordinary(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty, "\(text)")
    }
}
