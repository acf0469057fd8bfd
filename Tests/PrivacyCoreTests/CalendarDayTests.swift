// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-29", 20_786),
        ("2100-03-01", 47_541),
    ])
    func aDayIsANumberAndBack(text: String, number: Int) {
        #expect(CalendarDay(text)?.number == number)
        #expect(CalendarDay(number: number).description == text)
    }

    @Test(arguments: [
        "", "2026-1-01", "2026-13-01", "2026-00-10", "2026-02-29", "2100-02-29", "2026-04-31", "20261129",
        "2026-11-29 ",
        "٢٠٢٦-١١-٢٩", "2026-+1-01",
    ])
    func whatIsNoDayIsNone(text: String) { #expect(CalendarDay(text) == nil) }

    @Test func everyDayOfTwoCenturiesIsTheOneAfterTheDayBefore() throws {
        let first = try #require(CalendarDay("1901-01-01"))
        var before = first.description
        for step in 1...73_000 {
            let day = first.adding(days: step)
            #expect(CalendarDay(day.description) == day && before < day.description)
            before = day.description
        }
    }

    @Test func aDayEndsAtMidnightUTC() throws {
        let day = try #require(CalendarDay("2026-12-01"))
        let midnight = Int64(day.number) * 86_400
        #expect(CalendarDay(secondsSince1970: midnight) == day)
        #expect(CalendarDay(secondsSince1970: midnight - 1) == day.adding(days: -1))
        #expect(CalendarDay(secondsSince1970: -1).description == "1969-12-31")
    }
}
