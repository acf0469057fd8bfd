// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A replacement of bytes in a JSON text. The replacement is already escaped for the place it goes to.
package struct JSONEdit: Sendable, Equatable {
    package let range: Range<Int>
    package let replacement: [UInt8]

    package init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }
}
