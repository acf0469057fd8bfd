// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Comparison whose time says nothing about where two secrets differ.
package enum ConstantTime {
    /// Whether the bytes are equal; the lengths are no secret.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}
