// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Egyptian national number: century, date of birth, governorate, serial, and a last digit.
///
/// Sources contradict each other about the last digit, so that only the structure is looked at.
package enum EgyptianNationalID {
    /// Whether century, date of birth and governorate can be.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 14), let century = Century(digit: number[0]) else { return false }
        return CalendarDate.exists(
            year: century.firstYear + number.number(1..<3), month: number.number(3..<5), day: number.number(5..<7))
            && isGovernorate(number.number(7..<9))
    }

    /// 88 stands for a birth abroad.
    private static func isGovernorate(_ code: Int) -> Bool {
        switch code {
        case 1...4, 11...19, 21...29, 31...35, 88: true
        default: false
        }
    }
}
