// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What the guard saw in bytes that were about to leave. Never the value itself.
package struct EgressGuardError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// A value that was to be replaced.
        case replacedValue
        /// An identifier whose checksum agrees and that policy did not let pass.
        case checksum
        /// Bytes that the tokeniser names as written by it are neither token nor mark.
        case foreignMark
    }

    package enum Place: String, Sendable {
        case body, target, header
    }

    package let code: Code
    package let place: Place
    /// The type of the replaced value; `nil` for other codes.
    package let type: EntityType?

    package init(code: Code, place: Place, type: EntityType? = nil) {
        self.code = code
        self.place = place
        self.type = type
    }
}
