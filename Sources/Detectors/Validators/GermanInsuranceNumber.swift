// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// German insurance numbers: a letter counts as its two-digit place in the alphabet, products count by their digits.
///
/// In a row of digits the fold reads the letters O and I as 0 and 1: these stand for the letters here.
package enum GermanInsuranceNumber {
    /// Pension insurance (§ 2 VKVV): area, date of birth, letter, serial, check.
    package static func isValidPensionNumber(_ value: [UInt8]) -> Bool {
        guard value.count == 12, let letter = digits(ofLetter: value[8]),
            let number = DigitString(value[..<8] + letter + value[9...], count: 13)
        else { return false }
        return sum(number, weights: [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 == number[12]
    }

    /// Health insurance (§ 290 SGB V): letter, serial, check.
    package static func isValidHealthNumber(_ value: [UInt8]) -> Bool {
        guard value.count == 10, let letter = digits(ofLetter: value[0]),
            let number = DigitString(letter + value[1...], count: 11)
        else { return false }
        return sum(number, weights: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 == number[10]
    }

    private static func digits(ofLetter byte: UInt8) -> [UInt8]? {
        let letter =
            switch byte {
            case UInt8(ascii: "0"): UInt8(ascii: "O")
            case UInt8(ascii: "1"): UInt8(ascii: "I")
            default: byte
            }
        guard letter.isASCIIUppercase else { return nil }
        let place = letter &- 0x40
        return [0x30 + place / 10, 0x30 + place % 10]
    }

    private static func sum(_ number: DigitString, weights: [Int]) -> Int {
        zip(weights, number.digits).reduce(0) { sum, pair in
            let product = pair.0 * pair.1
            return sum + product / 10 + product % 10
        }
    }
}
