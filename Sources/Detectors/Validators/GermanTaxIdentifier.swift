// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The German identification number for taxes: which digits may repeat (§ 139b AO, since 2016).
package enum GermanTaxIdentifier {
    /// Whether exactly one of the first ten digits repeats, two or three times and never three times in a row.
    ///
    /// One random number in twenty-seven passes; the last digit is checked by ISO 7064, written out in the dictionary.
    package static func hasOneRepeatedDigit(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 11), number[0] != 0 else { return false }
        let digits = number.digits[..<10]
        let repeated = (0...9).filter { digit in digits.count { $0 == digit } > 1 }
        guard repeated.count == 1, let digit = repeated.first, digits.count(where: { $0 == digit }) <= 3 else {
            return false
        }
        return !digits.indices.dropLast(2).contains { digits[$0...$0 + 2].allSatisfy { $0 == digit } }
    }
}
