// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Turkish tax number (vergi kimlik numarası): ten digits, the last of which is a check digit.
package enum TurkishTaxNumber {
    /// Whether the last digit is right. Each digit plus its place from the right, modulo 10, is doubled that many times
    /// modulo 9 (a multiple of 9 counts as 9, and 0 as 0), so that no weighted sum can say it.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 10), !number.isZero else { return false }
        var sum = 0
        for index in 0..<9 {
            let place = 9 - index
            let moved = (number[index] + place) % 10
            guard moved > 0 else { continue }
            let product = moved * (1 << place) % 9
            sum += product == 0 ? 9 : product
        }
        return (10 - sum % 10) % 10 == number[9]
    }
}
