// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// СНИЛС: nine digits and two control digits (Pension Fund resolution 192p of 31.07.2006).
package enum RussianInsuranceNumber {
    /// Numbers up to 001-001-998 were issued without control digits: whatever stands there is accepted.
    private static let lastWithoutControl = 1_001_998

    /// Whether `value` is eleven digits whose control agrees, or a number from before controls.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 11) else { return false }
        let serial = number.number(0..<9)
        guard serial > lastWithoutControl else { return serial > 0 }
        let control = number.sum(weights: [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100
        return control == number.number(9..<11)
    }
}
