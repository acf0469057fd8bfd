// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The national number of Luxembourg: eleven digits and two checks; the dictionary writes out the first, by Luhn.
package enum LuxembourgNationalNumber {
    /// Whether the thirteenth digit checks the first eleven by Verhoeff's system.
    package static func passesSecondCheck(_ value: [UInt8]) -> Bool {
        value.count == 13 && CheckSystem.passesVerhoeff(value[..<11] + [value[12]])
    }
}
