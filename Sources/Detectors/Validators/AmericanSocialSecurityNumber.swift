// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The US social security number: area, group, serial; no checksum (SSA, "The SSN numbering scheme").
package enum AmericanSocialSecurityNumber {
    /// Numbers that were printed in advertisements and are in nobody's name.
    private static let advertised: Set<Int> = [078_05_1120, 457_55_5462, 219_09_9999]

    /// Whether the number can have been issued: area not 000, 666 or 9xx, group not 00, serial not 0000.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 9) else { return false }
        let area = number.number(0..<3)
        return area != 0 && area != 666 && area < 900 && number.number(3..<5) != 0 && number.number(5..<9) != 0
            && !advertised.contains(number.number(0..<9))
    }
}
