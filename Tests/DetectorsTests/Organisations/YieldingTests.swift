// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// What is passed by default must hide nothing that is not.
@Suite("Findings that yield")
struct YieldingTests {
    @Test("an organization takes no part of a personal value")
    func overlap() throws {
        let found = try ShippedDictionaries.findings(in: "Счёт ООО «Вектор olga@example.ru» и СНИЛС 112-233-445 95")
        #expect(found.contains("EMAIL:olga@example.ru"))
        #expect(!found.contains { $0.hasPrefix("ORGANISATION") })
    }

    @Test("an address keeps its postcode")
    func postcode() throws {
        let found = try ShippedDictionaries.findings(in: "Пишите: 125009, г. Москва, ул. Тверская, д. 5")
        #expect(found == ["ADDRESS:125009, г. Москва, ул. Тверская, д. 5"])
    }
}
