// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Luhn formula (ISO/IEC 7812-1, annex B): the last digit checks the others; one random number in ten passes.
package enum Luhn {
    /// Whether `digits`, at least two ASCII digits and nothing else, passes.
    package static func isValid(_ digits: [UInt8]) -> Bool {
        guard digits.count > 1 else { return false }
        var sum = 0
        var isDoubled = false
        for byte in digits.reversed() {
            guard byte.isASCIIDigit else { return false }
            let digit = Int(byte &- 0x30)
            sum += isDoubled ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit
            isDoubled.toggle()
        }
        return sum.isMultiple(of: 10)
    }
}
