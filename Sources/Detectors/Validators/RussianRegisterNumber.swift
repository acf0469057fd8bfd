// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// ОГРН and ОГРНИП: entries of the state registers (Ministry of Finance orders 165n and 25n).
///
/// Both end with `mod 10`: without it, valid numbers whose remainder is 10 and more are lost.
package enum RussianRegisterNumber {
    /// ОГРН: thirteen digits, the last one the remainder of the first twelve by 11.
    package static func isValidOrganization(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 13) else { return false }
        return number.remainder(before: 12, modulo: 11) % 10 == number[12]
    }

    /// ОГРНИП: fifteen digits, the last one the remainder of the first fourteen by 13.
    package static func isValidEntrepreneur(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 15) else { return false }
        return number.remainder(before: 14, modulo: 13) % 10 == number[14]
    }

    /// Whether the year of the entry (digits 2 and 3) and the region (4 and 5) can be: the registers began in 2002.
    package static func isPlausibleEntry(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: value.count), value.count >= 13 else { return false }
        return (2...35).contains(number.number(1..<3)) && number.number(3..<5) > 0
    }
}
