// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The series and number of a passport of the Russian Federation (decree 2267 of 23.12.2023): no checksum.
package enum RussianPassport {
    /// Whether the series can be: a region that is not 00, a blank printed since 1997, a number that is not all zeros.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 10) else { return false }
        let year = number.number(2..<4)
        return number.number(0..<2) > 0 && (year >= 97 || year <= 35) && number.number(4..<10) > 0
    }
}
