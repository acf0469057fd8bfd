// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Something a text must hold for a pattern to be able to match; seen in one pass for all patterns.
///
/// A trigger is a promise of whoever writes the pattern: a text without it is never tried.
package enum PatternTrigger: Sendable, Equatable {
    /// At least one of these strings, in either case of any script; not empty, and no string empty.
    case anyLiteral([String])
    /// At least so many ASCII digits in a row, with at most `maximumDigitGap` other bytes between two of them.
    case digits(atLeast: Int)

    /// Bytes that may stand between two digits of one row: enough for `") - "`.
    package static let maximumDigitGap = 4
}
