// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The international securities number (ISO 6166): two letters, nine letters or digits, and a Luhn digit over all of
/// them, each letter written as its number from 10 to 35.
package enum SecuritiesNumber {
    /// Whether the last digit checks the others; one random number in ten passes.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.count == 12, value[11].isASCIIDigit else { return false }
        var digits: [UInt8] = []
        for byte in value {
            if byte.isASCIIDigit {
                digits.append(byte)
            } else if byte.isASCIIUppercase {
                let number = byte - UInt8(ascii: "A") + 10
                digits += [UInt8(ascii: "0") + number / 10, UInt8(ascii: "0") + number % 10]
            } else {
                return false
            }
        }
        return Luhn.isValid(digits)
    }
}
