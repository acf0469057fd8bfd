// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Whether the size of an answer, or of a piece of one, may tell how long the values are that came back in it.
package enum AnswerPadding: String, Sendable {
    /// As long as it is.
    case none
    /// Filled up to whole blocks.
    case blocks

    /// The length of a block in bytes: some twenty words.
    package static let block = 256
}
