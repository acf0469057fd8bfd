// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// CIF: a letter for the kind of body, seven digits, and a check by Luhn as a digit or a letter (Orden EHA/451/2008).
package enum SpanishCompanyNumber {
    private static let checkLetters = Array("JABCDEFGHI".utf8)
    /// Foreign and public bodies have a letter, companies a digit, the others either.
    private static let withLetter = Set("KNPQRSW".utf8)
    private static let withDigit = Set("ABEH".utf8)

    /// Whether the check agrees with the digits and is written as the kind wants it.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.count == 9, value[0].isASCIIUppercase, value[1..<8].allSatisfy(\.isASCIIDigit) else {
            return false
        }
        if value[8].isASCIIDigit { return !withLetter.contains(value[0]) && Luhn.isValid(Array(value[1...])) }
        guard let check = checkLetters.firstIndex(of: value[8]), !withDigit.contains(value[0]) else { return false }
        return Luhn.isValid(value[1..<8] + [0x30 + UInt8(check)])
    }
}
