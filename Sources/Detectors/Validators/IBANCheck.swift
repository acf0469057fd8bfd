// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// International bank account numbers (ISO 13616): the length of the country, and modulo 97 (ISO 7064).
package enum IBANCheck {
    /// Whether `value`, letters in upper case, leaves 1 modulo 97 and has check digits 02 to 98.
    ///
    /// 00, 01 and 99 can leave 1 too but are never issued.
    package static func passesChecksum(_ value: [UInt8]) -> Bool {
        guard value.count > 4, value[2].isASCIIDigit, value[3].isASCIIDigit else { return false }
        let control = Int(value[2] &- 0x30) * 10 + Int(value[3] &- 0x30)
        guard (2...98).contains(control) else { return false }
        return CheckSystem.passesMod97x10(Array(value[4...] + value[..<4]))
    }
}
