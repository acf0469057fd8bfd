// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Cypriot tax identification code: eight digits and a letter that checks them; `CY` before it makes a VAT number.
package enum CypriotTaxNumber {
    /// What a digit counts at the first, third, fifth and seventh place; at the others it counts itself.
    private static let valuesAtOddPlaces = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]

    /// Whether the letter is right; one random letter in twenty-six is.
    package static func isValid(_ value: [UInt8]) -> Bool {
        let code = value.count == 11 && value.starts(with: "CY".utf8) ? Array(value.dropFirst(2)) : value
        guard code.count == 9, let number = DigitString(Array(code.prefix(8)), count: 8) else { return false }
        var sum = 0
        for (index, digit) in number.digits.enumerated() {
            sum += index.isMultiple(of: 2) ? valuesAtOddPlaces[digit] : digit
        }
        return code[8] == UInt8(ascii: "A") + UInt8(sum % 26)
    }
}
