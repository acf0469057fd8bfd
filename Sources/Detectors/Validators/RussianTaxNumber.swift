// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// ИНН: ten digits for an organization, twelve for a person (Federal Tax Service order ММВ-7-6/435@).
package enum RussianTaxNumber {
    /// Whether `value` is ten digits, the last of which checks the others; one random number in ten passes.
    package static func isValidOrganization(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 10), !number.isZero else { return false }
        return number.sum(weights: [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == number[9]
    }

    /// Whether `value` is twelve digits, the last two of which check the others; one random number in a hundred passes.
    package static func isValidPerson(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 12), !number.isZero else { return false }
        return number.sum(weights: [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == number[10]
            && number.sum(weights: [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == number[11]
    }
}
