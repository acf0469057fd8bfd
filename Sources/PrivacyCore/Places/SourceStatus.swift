// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How well a statement about a law is founded.
package enum SourceStatus: String, Sendable, CaseIterable {
    /// Taken from a text that is named.
    case sourced
    /// Written down from knowledge; to be checked against the text.
    case knowledge
    /// Sources disagree.
    case conflict
}
