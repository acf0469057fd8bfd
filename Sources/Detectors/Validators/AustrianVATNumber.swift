// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// UID: ATU and eight digits, the last of which checks the others; one random number in ten passes.
package enum AustrianVATNumber {
    /// Whether the sum, every second digit doubled and counted by its digits, and 4 make a multiple of ten.
    package static func isValid(_ value: [UInt8]) -> Bool {
        guard value.starts(with: "ATU".utf8), let number = DigitString(Array(value.dropFirst(3)), count: 8) else {
            return false
        }
        var sum = 4 + number[7]
        for index in 0..<7 {
            let doubled = number[index] * 2
            sum += index.isMultiple(of: 2) ? number[index] : doubled / 10 + doubled % 10
        }
        return sum.isMultiple(of: 10)
    }
}
