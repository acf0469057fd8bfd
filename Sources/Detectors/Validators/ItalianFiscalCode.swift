// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Codice fiscale: name, date of birth, place and a check letter (decree of 12.03.1974).
package enum ItalianFiscalCode {
    /// What 0 and A, 1 and B, … count for at odd places; at even ones they count for 0, 1, …
    private static let oddValues = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]
    /// Letters that stand for the digits 0 to 9 where two people would have the same code.
    private static let digitLetters = Array("LMNPQRSTUV".utf8)

    /// Whether the day can be (40 is added for women) and the check letter agrees.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.count == 16, let tens = digit(value[9]), let ones = digit(value[10]) else { return false }
        let day = tens * 10 + ones
        guard (1...31).contains(day) || (41...71).contains(day) else { return false }
        var sum = 0
        for (index, byte) in value[..<15].enumerated() {
            guard let order = order(byte) else { return false }
            sum += index.isMultiple(of: 2) ? oddValues[order] : order
        }
        return value[15] == 0x41 + UInt8(sum % 26)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte.isASCIIDigit ? Int(byte &- 0x30) : digitLetters.firstIndex(of: byte)
    }

    private static func order(_ byte: UInt8) -> Int? {
        if byte.isASCIIDigit { return Int(byte &- 0x30) }
        return byte.isASCIIUppercase ? Int(byte &- 0x41) : nil
    }
}
