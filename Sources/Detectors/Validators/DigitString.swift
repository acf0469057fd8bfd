// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A value of ASCII digits as numbers, for the checksums: their formulas are written over numbers.
struct DigitString {
    let digits: [Int]

    /// `nil` unless `bytes` is exactly `count` ASCII digits.
    init?(_ bytes: [UInt8], count: Int) {
        guard bytes.count == count, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        digits = bytes.map { Int($0 &- 0x30) }
    }

    /// Whether every digit is 0: a blank form, and a number that many checksums pass.
    var isZero: Bool { digits.allSatisfy { $0 == 0 } }

    subscript(index: Int) -> Int { digits[index] }

    /// Σ weightᵢ·digitᵢ over as many digits as there are weights.
    func sum(weights: [Int], from start: Int = 0) -> Int {
        var sum = 0
        for (index, weight) in weights.enumerated() { sum += weight * digits[start + index] }
        return sum
    }

    /// The digits of `range` as one decimal number; the range is short enough for an `Int`.
    func number(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 * 10 + digits[$1] }
    }

    /// The digits before `end` as a number modulo `modulus`, of any length.
    func remainder(before end: Int, modulo modulus: Int) -> Int {
        digits[..<end].reduce(0) { ($0 * 10 + $1) % modulus }
    }
}
