// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What an answer shows where its task could not be done with masked values. A word of code: it stands in settings,
/// metrics and an answer's headers.
package enum UnmaskedTrigger: String, Sendable, CaseIterable {
    /// More tokens were mangled, made up or left out than came back.
    case tokensLost = "tokens_lost"
    /// The model says that it cannot, because values are hidden from it.
    case refusal
}
