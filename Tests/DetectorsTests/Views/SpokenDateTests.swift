// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Dates of birth that are told in words.
@Suite struct SpokenDateTests {
    private func dates(in text: String) throws -> [String] {
        try ShippedDictionaries.findings(in: text).filter { $0.hasPrefix("DATE_OF_BIRTH:") }
            .map { String($0.dropFirst("DATE_OF_BIRTH:".count)) }
    }

    @Test(
        "are found as exactly their words",
        arguments: [
            ("Родился ", "пятого мая тысяча девятьсот восьмидесятого", " года"),
            ("Дата рождения: ", "пятое мая тысяча девятьсот восемьдесят второго", " года"),
            ("родилась ", "5 мая восьмидесятого", ""), ("родилась ", "7 июня пятого", " года"),
            ("Я родился ", "двадцать первого июля девяносто третьего", " года в Самаре"),
            ("дата рождения — ", "двадцатое февраля двухтысячного", " года"),
            ("дата рождения: ", "третье марта две тысячи пятого", " года"),
            ("родился ", "пятого мая 1980", " года"),
            ("born on the ", "fifth of May 1980", ""), ("born the ", "fifth of May nineteen eighty", ""),
            ("Born ", "May the 5th, 1980", " in Leeds"), ("born on ", "May fifth, nineteen eighty-two", ""),
            ("born on the ", "twenty-first of June 1990", ""),
            ("date of birth: ", "May the third, two thousand and five", ""),
            ("Born: the ", "twelfth of December, two thousand and one", ""),
            ("DOB the ", "thirty-first of October 1985", ""), ("д.р. ", "пятое мая 1980", ""),
            ("مواليد ", "الخامس من مايو 1980", ""), ("تاريخ الميلاد: ", "الخامس من مايو ١٩٨٠", ""),
            ("ولدت في ", "الخامس عشر من مارس 1992", ""), ("ولد في ", "الحادي والعشرين من يونيو 1975", ""),
            ("تاريخ الميلاد ", "الخامس من مايو ألف وتسعمائة وثمانين", ""),
        ])
    func told(before: String, date: String, after: String) throws {
        #expect(try dates(in: before + date + after) == [date])
    }

    @Test(
        "are no dates of birth where nothing says so",
        arguments: [
            "Встреча пятого мая 1980 года", "The treaty of the fifth of May 1980", "Договор от пятого мая 2019 года",
            "родился пятого числа", "родился тридцать второго мая 1980 года", "born in May",
            "born on the first try in May",
            "он родился, а пятого уехал", "мая родился",
            "В тысяча восемьсот шестом году родился кто-то",
        ])
    func others(text: String) throws { #expect(try dates(in: text) == []) }
}
