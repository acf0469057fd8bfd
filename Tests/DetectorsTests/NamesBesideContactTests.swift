// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// A given name alone, beside what one reaches a person by.
@Suite("Names beside a phone number or an e-mail address")
struct NamesBesideContactTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are found with exact limits",
        arguments: [
            "Ask for [Vikram] on +971 50 123 4567 when you arrive.",
            "my wife [Temitope] (0161 496 0345) will collect it",
            "Driver [Gurpreet], 07700 900123, will be there at 6.", "[Gurpreet] (driver) - +44 7700 900456",
            "Contacts:\n[Chidinma] - 0803 123 4567\n[Oluwaseun]: 0805 765 4321",
            "[Зульфия] (бухгалтер) 8 927 111-22-33", "Запиши: 8 917 123-45-67 [Рустам]",
            "السائق [مطر] 0501234567", "تواصلي مع [شهد] 0567654321 بخصوص الموعد",
            "email [Folake] (folake@example.com)", "cc [Priyanka] <pn@example.org>",
        ])
    func found(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans)
    }

    @Test(
        "are told from what else stands there",
        arguments: [
            "Reception - 020 7946 0958", "Telegram: +7 916 123 45 67", "London +44 20 7946 0000",
            "Will 07700 900123 work for you?", "Sales <sales@example.org>", "Вера в успех 89161234567",
            "اتصل على 0551234567", "الدعم الفني 920012345", "Hotel Maria +49 30 1234567", "Uber 8005928996",
            "Invoice 100200300400 Total 55", "Sofia 2019 2020", "Aurora 20240101 released",
        ])
    func notFound(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty)
    }
}
