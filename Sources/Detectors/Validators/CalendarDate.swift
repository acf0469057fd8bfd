// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Dates inside identity numbers.
enum CalendarDate {
    /// Whether the day is in the Gregorian calendar.
    static func exists(year: Int, month: Int, day: Int) -> Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }
}

/// The century digit of Egyptian and Kuwaiti numbers: 2 for births from 1900, 3 for births from 2000.
struct Century {
    let firstYear: Int

    init?(digit: Int) {
        guard digit == 2 || digit == 3 else { return nil }
        firstYear = digit == 2 ? 1900 : 2000
    }
}
