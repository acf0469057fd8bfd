// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much of what is known to be personal is looked for in a text.
///
/// What is not looked for may be there: a request that was not searched in full counts as one with parts that cannot be
/// read, and stays in the country (DESIGN §2.1).
package enum SearchDepth: String, Sendable, CaseIterable {
    /// Everything.
    case full
    /// What the dictionaries declare (numbers, secrets, words of special categories), and no names, addresses and
    /// organisations.
    case structured
    /// Only what an operator lists.
    case none
}
