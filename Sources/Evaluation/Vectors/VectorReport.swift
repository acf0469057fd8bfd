// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How many test numbers of each kind were found under a label, and how many invalid ones were left alone without one.
package struct VectorReport: Sendable {
    /// A kind that something recognizes.
    package struct Kind: Sendable {
        package let name: String
        package internal(set) var valid = 0
        package internal(set) var found = 0
        /// Lines of the file with valid numbers that were not found.
        package internal(set) var missed: [Int] = []
        /// Whether invalid numbers can be told: a recognizer of the kind has a checksum.
        package let hasChecksum: Bool
        package internal(set) var invalid = 0
        package internal(set) var rejected = 0
        /// Lines of the file with invalid numbers that were found without a label.
        package internal(set) var accepted: [Int] = []
    }

    /// A kind that nothing recognizes.
    package struct UnrecognizedKind: Sendable {
        package let name: String
        package internal(set) var valid = 0
        package internal(set) var invalid = 0
    }

    /// In name order.
    package let kinds: [Kind]
    package let unrecognized: [UnrecognizedKind]
}
