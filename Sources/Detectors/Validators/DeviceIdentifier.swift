// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Identifiers that a system gives to one device or installation (RFC 9562, Android ID, advertising identifiers).
package enum DeviceIdentifier {
    /// Whether the text is a UUID or a row of 16 to 64 letters and digits with both in it.
    ///
    /// All zeros is what a telephone says whose owner does not want to be followed.
    package static func isPlausible(_ text: [UInt8]) -> Bool {
        let digits = text.filter { $0 != UInt8(ascii: "-") }
        guard (16...64).contains(digits.count), digits.allSatisfy(\.isASCIIAlphanumeric),
            digits.contains(where: { $0 != digits[0] })
        else { return false }
        if digits.count == text.count { return digits.contains(where: \.isASCIIDigit) }
        return text.count == 36 && [8, 13, 18, 23].allSatisfy { text[$0] == UInt8(ascii: "-") }
            && digits.allSatisfy { $0.hexadecimalValue != nil }
    }
}
