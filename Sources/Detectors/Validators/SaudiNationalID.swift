// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Saudi national identity number and the residence permit (iqama): ten digits, the first 1 or 2.
///
/// Libraries check it by Luhn; no authority says so. It is evidence and never a gate.
package enum SaudiNationalID {
    /// Whether `value` has the form and passes Luhn.
    package static func passesLuhn(_ value: [UInt8]) -> Bool {
        value.count == 10 && (value.first == UInt8(ascii: "1") || value.first == UInt8(ascii: "2"))
            && Luhn.isValid(value)
    }
}
