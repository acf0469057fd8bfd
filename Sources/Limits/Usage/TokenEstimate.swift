// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Tokens by the size of a text, for where no vendor counts them.
///
/// The vocabularies of today's models take 4 to 5 bytes of English, and 4 to 7 of Russian or Arabic, to a token.
package enum TokenEstimate {
    /// About how many tokens a text of so many bytes has: one for every 4, which is more often too many than too few.
    package static func typical(bytes: Int) -> Int { (max(0, bytes) + 3) / 4 }

    /// No fewer than a text of so many bytes can have: each token spells one byte at least.
    package static func atMost(bytes: Int) -> Int { max(0, bytes) }

    /// No more than a text of so many bytes in so many pieces has. Vendors send a piece for each token or for several of
    /// them; a proxy that cuts them smaller is noticed by pieces of less than two bytes.
    package static func atLeast(bytes: Int, pieces: Int) -> Int { max(min(pieces, bytes / 2), bytes / 16) }
}
