// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Words joined by underscores, and numbers printed with an exponent.
@Suite struct JoinedWordTests {
    @Test(arguments: [
        ("Файл Резюме_Иванов_Петр_Сергеевич.docx", "PERSON:Иванов_Петр_Сергеевич"),
        ("see John_Smith_CV.pdf", "PERSON:John_Smith"), ("Иван_Петров", "PERSON:Иван_Петров"),
        ("тел_79161234567", "PHONE:79161234567"), ("клиент\t7.9161234567E10\tМосква", "PHONE:7.9161234567E10"),
        ("карта 4,111111111111111e+15", "CARD:4,111111111111111e+15"),
    ])
    func valuesAreFound(text: String, wanted: String) throws {
        let found = try ShippedDictionaries.findings(in: text)
        #expect(found.contains(wanted), "\(wanted) not in \(found)")
    }

    @Test(arguments: [
        "Call My_Class and Test_Case.Set_Up_Class()", "the Content_Type of Http_Request",
        "1.61803398E5 and 2.99792458e+8",
        "Python_3_Handbuch.pdf", "MAX_VALUE, Some_Long_Option_Name",
    ])
    func namesOfThingsAreNone(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text).isEmpty)
    }
}
