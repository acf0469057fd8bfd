// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Cartão de cidadão: nine digits, two letters or digits, and a check of the whole; a letter counts as 10 to 35.
package enum PortugueseCitizenCard {
    /// Whether the sum, every second character doubled and less 9 where it is above 9, is a multiple of ten.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.count == 12, value[..<9].allSatisfy(\.isASCIIDigit), value[11].isASCIIDigit else { return false }
        var sum = 0
        for (index, byte) in value.reversed().enumerated() {
            guard byte.isASCIIDigit || byte.isASCIIUppercase else { return false }
            let number = Int(byte.isASCIIDigit ? byte &- 0x30 : byte &- 0x41 + 10)
            let doubled = number * 2 > 9 ? number * 2 - 9 : number * 2
            sum += index.isMultiple(of: 2) ? number : doubled
        }
        return sum.isMultiple(of: 10)
    }
}
