// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What an implementation of a plug-in point does otherwise than its contract says.
package struct ConformanceFailure: Error, CustomStringConvertible {
    package let description: String

    /// Throws unless the condition holds.
    package static func require(_ condition: Bool, _ promise: String) throws {
        if !condition { throw Self(description: "broken promise: \(promise)") }
    }
}
