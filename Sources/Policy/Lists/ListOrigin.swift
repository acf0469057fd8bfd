// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Who answers for the file that a legal list stands in.
package enum ListOrigin: Sendable, Equatable {
    /// It is as this release has it, byte for byte.
    case release
    /// Signed by the key of this id.
    case signed(by: String)
    /// Nobody but whoever can write the file.
    case unsigned
}
