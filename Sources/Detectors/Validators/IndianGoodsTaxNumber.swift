// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// GSTIN: fifteen letters and digits, the last of which checks the others by Luhn's formula to the base 36.
package enum IndianGoodsTaxNumber {
    private static let base = 36

    /// Whether the check agrees; one random number in thirty-six passes.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.count == 15 else { return false }
        var sum = 0
        for (index, byte) in value.reversed().enumerated() {
            guard byte.isASCIIDigit || byte.isASCIIUppercase else { return false }
            let number = Int(byte.isASCIIDigit ? byte &- 0x30 : byte &- 0x41 + 10)
            sum += index.isMultiple(of: 2) ? number : number * 2 / base + number * 2 % base
        }
        return sum.isMultiple(of: base)
    }
}
