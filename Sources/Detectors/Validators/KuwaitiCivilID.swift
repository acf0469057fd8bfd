// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Kuwaiti civil number: century, date of birth, serial and a check digit.
package enum KuwaitiCivilID {
    /// Whether century and date of birth can be.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 12), let century = Century(digit: number[0]) else { return false }
        return CalendarDate.exists(
            year: century.firstYear + number.number(1..<3), month: number.number(3..<5), day: number.number(5..<7))
    }

    /// Whether the last digit is 11 less the weighted sum modulo 11; a result of 10 or 11 is never issued.
    package static func passesCheck(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 12) else { return false }
        return 11 - number.sum(weights: [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11 == number[11]
    }
}
