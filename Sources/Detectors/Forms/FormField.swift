// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A named value of an object: what stands beside it tells what it is.
package struct FormField: Sendable {
    /// The key, UTF-8.
    package let name: [UInt8]
    /// The value, UTF-8.
    package let value: [UInt8]

    package init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }
}
