// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Testing

/// A validator with a value and what it must say. The numbers are computed, in nobody's name as far as we know.
struct ValidatorCase: Sendable, CustomTestStringConvertible {
    let validator: String
    let value: String
    let isAccepted: Bool

    init(_ validator: String, _ value: String, _ isAccepted: Bool) {
        self.validator = validator
        self.value = value
        self.isAccepted = isAccepted
    }

    var testDescription: String { "\(validator) \(value) \(isAccepted)" }
}

@Suite struct ValidatorTests {
    @Test(arguments: [
        ValidatorCase("luhn", "4276888144019012", true), ValidatorCase("luhn", "4276888144019013", false),
        ValidatorCase("luhn", "5", false), ValidatorCase("luhn", "42768881440190A2", false),
        ValidatorCase("ru.snils", "158-813-998 21", true), ValidatorCase("ru.snils", "158-813-998 22", false),
        // The control of this one is 100 modulo 101, printed 00.
        ValidatorCase("ru.snils", "087-654-302 00", true),
        // Up to 001-001-998 numbers were issued without a control.
        ValidatorCase("ru.snils", "001-001-998 57", true), ValidatorCase("ru.snils", "001-001-999 57", false),
        ValidatorCase("ru.snils", "000-000-000 00", false), ValidatorCase("ru.snils", "158-813-998 2", false),
        ValidatorCase("ru.inn_organization", "7720819678", true),
        ValidatorCase("ru.inn_organization", "7720819679", false),
        ValidatorCase("ru.inn_organization", "0000000000", false),
        ValidatorCase("ru.inn_person", "504726714775", true), ValidatorCase("ru.inn_person", "504726714785", false),
        ValidatorCase("ru.inn_person", "504726714776", false), ValidatorCase("ru.inn_person", "50472671477", false),
        ValidatorCase("ru.ogrn", "1081601610551", true), ValidatorCase("ru.ogrn", "1081601610552", false),
        ValidatorCase("ru.ogrnip", "315784776472589", true), ValidatorCase("ru.ogrnip", "315784776472588", false),
        // The remainder by 13 is 10 to 12 here: without the last modulo these would be refused.
        ValidatorCase("ru.ogrnip", "316508440932442", true), ValidatorCase("ru.ogrnip", "311781571164941", true),
        ValidatorCase("ru.ogrnip", "320665576523730", true),
        ValidatorCase("ru.register_entry", "1081601610551", true),
        ValidatorCase("ru.register_entry", "1701600610551", false),
        ValidatorCase("ru.passport_series", "4510123456", true),
        ValidatorCase("ru.passport_series", "0010123456", false),
        ValidatorCase("ru.passport_series", "4565123456", false),
        ValidatorCase("ru.passport_series", "4510000000", false),
        ValidatorCase("sa.national_luhn", "1556963278", true), ValidatorCase("sa.national_luhn", "1556963279", false),
        ValidatorCase("sa.national_luhn", "3556963276", false),
        ValidatorCase("ae.emirates_structure", "784198445037843", true),
        ValidatorCase("ae.emirates_structure", "784298445037843", false),
        ValidatorCase("ae.emirates_luhn", "784198445037843", true),
        ValidatorCase("ae.emirates_luhn", "784198445037844", false),
        ValidatorCase("eg.national_structure", "29003150112345", true),
        ValidatorCase("eg.national_structure", "30002290112345", true),
        ValidatorCase("eg.national_structure", "29902290112345", false),
        ValidatorCase("eg.national_structure", "29003150512345", false),
        ValidatorCase("eg.national_structure", "49003150112345", false),
        ValidatorCase("eg.national_structure", "29003158812345", true),
        ValidatorCase("kw.civil_structure", "284051754731", true),
        ValidatorCase("kw.civil_structure", "284053254731", false),
        ValidatorCase("kw.civil_check", "284051754731", true), ValidatorCase("kw.civil_check", "284051754732", false),
        ValidatorCase("tr.vkn", "5533314781", true), ValidatorCase("tr.vkn", "5533314782", false),
        ValidatorCase("tr.vkn", "553331478", false), ValidatorCase("tr.vkn", "0000000000", false),
        ValidatorCase("us.ssn_structure", "536-90-4399", true), ValidatorCase("us.ssn_structure", "000-90-4399", false),
        ValidatorCase("us.ssn_structure", "666-90-4399", false),
        ValidatorCase("us.ssn_structure", "900-90-4399", false),
        ValidatorCase("us.ssn_structure", "536-00-4399", false),
        ValidatorCase("us.ssn_structure", "536-90-0000", false),
        ValidatorCase("us.ssn_structure", "078-05-1120", false),
        ValidatorCase("uk.nhs", "711 028 5944", true), ValidatorCase("uk.nhs", "711 028 5945", false),
        ValidatorCase("uk.nhs", "0000000000", false),
        ValidatorCase("uk.nino_structure", "ab 12 34 56 c", true),
        ValidatorCase("uk.nino_structure", "BG123456C", false),
        ValidatorCase("uk.nino_structure", "DA123456C", false), ValidatorCase("uk.nino_structure", "AO123456C", false),
        ValidatorCase("uk.nino_structure", "AB123456E", false),
        ValidatorCase("cy.tax_number", "08289226E", true), ValidatorCase("cy.tax_number", "CY 08289226E", true),
        ValidatorCase("cy.tax_number", "08289226F", false), ValidatorCase("cy.tax_number", "8289226E", false),
    ])
    func personalNumbersAreTold(_ test: ValidatorCase) throws { try check(test) }

    @Test(arguments: [
        ValidatorCase("iban.mod97", "GB46 NWBK 9450 2831 6632 33", true),
        ValidatorCase("iban.mod97", "gb46nwbk94502831663233", true),
        ValidatorCase("iban.mod97", "GB47NWBK94502831663233", false),
        // 00, 01 and 99 can leave remainder 1 and are still never issued.
        ValidatorCase("iban.mod97", "DE00000000000000000097", false),
        ValidatorCase("iban.length", "DE90488619307336882834", true),
        ValidatorCase("iban.length", "DE9048861930733688283", false),
        ValidatorCase("iban.length", "XX90488619307336882834", false),
        ValidatorCase("card.brand", "4276888144019012", true), ValidatorCase("card.brand", "2202879169797809", true),
        ValidatorCase("card.brand", "377363856073926", true), ValidatorCase("card.brand", "1700000000000", false),
        ValidatorCase("card.brand", "2205879169797809", false),
        ValidatorCase("ip.v4_host", "185.23.14.77", true), ValidatorCase("ip.v4_host", "256.1.2.3", false),
        ValidatorCase("ip.v4_host", "127.0.0.1", false), ValidatorCase("ip.v4_host", "1.2.3", false),
        ValidatorCase("ip.v4_host", "1.2.03.4", false), ValidatorCase("ip.v4_host", "255.255.255.0", false),
        ValidatorCase("ip.v6_host", "2001:db8:85a3::8a2e:370:7334", true),
        ValidatorCase("ip.v6_host", "2001:db8::1:2:3:4:5:6:7", false), ValidatorCase("ip.v6_host", "::1", false),
        ValidatorCase("ip.v6_host", "::ffff:185.23.14.77", true), ValidatorCase("ip.v6_host", "fe80::", true),
        ValidatorCase("ip.v6_host", "1:2:3:4:5:6:7:800", true), ValidatorCase("ip.v6_host", "ff::ee", false),
        ValidatorCase("ip.v6_host", "10:30:45", false),
        ValidatorCase("ip.v6_host", "2001::85a3::1", false), ValidatorCase("ip.v6_host", "12345::1", false),
        ValidatorCase("jwt.header", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln", true),
        ValidatorCase("jwt.header", "eyJmb28iOiJiYXIifQ.eyJhIjoxfQ.c2ln", false),
        ValidatorCase("jwt.header", "eyJhbGciOiJIUzI1NiJ9", false),
        ValidatorCase("secret.likely", "Qwerty123", true), ValidatorCase("secret.likely", "required", false),
        ValidatorCase("secret.likely", "${DB_PASSWORD}", false), ValidatorCase("secret.likely", "********", false),
        ValidatorCase("secret.likely", "get_password()", false), ValidatorCase("secret.chosen", "hunter", true),
        ValidatorCase("secret.chosen", "aaaaaa", false),
        ValidatorCase("isin", "DE8814534865", true), ValidatorCase("isin", "DE8814534866", false),
        ValidatorCase("isin", "E8814534865", false),
    ])
    func generalValuesAreTold(_ test: ValidatorCase) throws { try check(test) }

    private func check(_ test: ValidatorCase) throws {
        let validator = try #require(ShippedDictionaries.library().validators[test.validator])
        #expect(validator.accepts(CandidateText(test.value.utf8)) == test.isAccepted)
    }
}
