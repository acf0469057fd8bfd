// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, in UTC.
///
/// What is valid to a day is valid on it, and no longer when it ends at midnight UTC.
package struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let number: Int

    /// The day that a number of days after 1970-01-01 is.
    package init(number: Int) { self.number = number }

    /// The day of a moment, in seconds since 1970-01-01T00:00:00Z.
    package init(secondsSince1970 seconds: Int64) {
        number = Int((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
    }

    /// Reads `YYYY-MM-DD`; `nil` for anything else and for a day that the calendar does not have.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let year = Int(String(parts[0]) ?? ""), let month = Int(String(parts[1]) ?? ""),
            let day = Int(String(parts[2]) ?? ""), year >= 1_900, (1...12).contains(month), day >= 1
        else { return nil }
        number = Self.number(year, month, day)
        guard description == text else { return nil }
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// The day some days later.
    package func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    /// Its Gregorian year.
    package var year: Int { Int(description.prefix(4)) ?? 0 }

    /// `YYYY-MM-DD`.
    package var description: String {
        // Days since 0000-03-01, so that a leap day is the last of its year; eras have 400 years of 146097 days.
        let shifted = number + 719_468
        let era = (shifted - (shifted % 146_097 + 146_097) % 146_097) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
