// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Emirates identity number: 784, year of birth, seven digits, one check digit.
///
/// The Luhn check is how libraries read it; early cards may fail it. It is evidence and never a gate.
package enum EmiratesID {
    /// Whether the country is 784 and the year of birth is between 1900 and 2035.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard let number = DigitString(value, count: 15) else { return false }
        return number.number(0..<3) == 784 && (1900...2035).contains(number.number(3..<7))
    }

    /// Whether all fifteen digits pass Luhn.
    package static func passesLuhn(_ value: [UInt8]) -> Bool {
        value.count == 15 && Luhn.isValid(value)
    }
}
