// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Ages of people in whole years.
package enum HumanAge {
    private static let oldest = 120

    /// Whether the text is one number up to 120, with or without a unit: `34`, `34 года`.
    package static func isPlausible(_ text: [UInt8]) -> Bool {
        let digits = text.prefix(while: \.isASCIIDigit)
        guard (1...3).contains(digits.count), !text.dropFirst(digits.count).contains(where: \.isASCIIDigit) else {
            return false
        }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) } <= oldest
    }
}
