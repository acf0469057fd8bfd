// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A universal hash of bytes that come one by one: a polynomial modulo 2⁶¹ − 1 at a point drawn when the process starts.
///
/// Two different texts of n bytes collide with a probability of at most n / 2⁶¹, also when somebody chooses them who
/// does not know the point.
struct RollingFingerprint: Hashable, Sendable {
    private var value: UInt64 = 1

    mutating func append(_ byte: UInt8) {
        let product = value.multipliedFullWidth(by: Self.point)
        // 2⁶¹ ≡ 1, so the part above bit 61 is added to the part below.
        let low = product.low & Self.modulus
        let high = product.high << 3 | product.low >> 61
        value = Self.reduced(Self.reduced(low + high) + UInt64(byte) + 1)
    }

    private static func reduced(_ number: UInt64) -> UInt64 { number >= modulus ? number - modulus : number }

    private static let modulus: UInt64 = (1 << 61) - 1
    private static let point = UInt64.random(in: 1 << 32..<modulus)
}
