// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Mobile equipment identifiers (3GPP2 S.R0048): fourteen hexadecimal digits, or the same as eighteen decimal ones.
package enum MobileEquipment {
    /// Whether the digit after the identifier checks it: Luhn, in base 16 where the identifier has a letter.
    package static func passesCheck(_ value: [UInt8]) -> Bool {
        if value.allSatisfy(\.isASCIIDigit) { return [15, 19].contains(value.count) && Luhn.isValid(value) }
        guard value.count == 15 else { return false }
        var sum = 0
        for (index, byte) in value.reversed().enumerated() {
            guard let digit = byte.hexadecimalValue else { return false }
            sum += index.isMultiple(of: 2) ? digit : digit * 2 / 16 + digit * 2 % 16
        }
        return sum.isMultiple(of: 16)
    }
}
