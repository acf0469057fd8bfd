// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The NHS number of England, Wales and the Isle of Man: ten digits, the last one a check modulo 11.
package enum BritishHealthNumber {
    /// Whether the check digit agrees; a check of 10 is never issued, one random number in eleven passes.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 10), !number.isZero else { return false }
        let check = (11 - number.sum(weights: [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11
        return check == number[9]
    }
}
