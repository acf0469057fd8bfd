// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Something a text must hold for a pattern to be able to match; seen in one pass for all patterns.
///
/// A trigger is a promise of whoever writes the pattern: a text without it is never tried. A *row* is ASCII digits with
/// at most `maximumDigitGap` other bytes between two of them.
package enum PatternTrigger: Sendable, Equatable {
    /// At least one of these strings, in either case of any script; not empty, and no string empty. A match holds it
    /// whole within its first `literalReach` bytes, so that the pattern is tried near it and nowhere else; but beside
    /// `startsAtDigits`, which says where, it may stand anywhere in the text.
    case anyLiteral([String])
    /// The same for strings with which a match begins, but for at most `lead` bytes before them.
    case startsWithLiteral([String], lead: Int)
    /// The same for strings with which a match begins, and before which no letter or digit stands.
    case startsWithWord([String])
    /// The same for strings that stand near the place where a match starts, at most `nearReach` bytes before or after it.
    case nearLiteral([String])
    /// A row of at least so many digits, anywhere.
    case digits(atLeast: Int)
    /// A row of digits in which every match starts, or at most `rowLead` bytes before it, and of whose groups (runs
    /// without anything between) some that follow one another have so many digits together.
    ///
    /// The cheapest trigger: the pattern is tried at such rows and nowhere else. Counts above
    /// `maximumExactDigits` are not told apart.
    case startsAtDigits(ClosedRange<Int>)

    /// Bytes that may stand between two digits of one row: enough for `") - "`.
    package static let maximumDigitGap = 4
    /// In how many bytes from the start of a match its literal ends.
    package static let literalReach = 96
    /// How far from the start of a match a string of `nearLiteral` ends.
    package static let nearReach = 128
    /// The largest count of digits that is told from larger ones.
    package static let maximumExactDigits = 63
    /// Bytes before a row in which a match may start: enough for `№`, `(+` or a series of letters.
    package static let rowLead = 16
}
