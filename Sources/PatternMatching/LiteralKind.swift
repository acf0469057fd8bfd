// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where strings of a `LiteralAutomaton` count.
package struct LiteralKind: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Anywhere.
    package static let anywhere = LiteralKind(rawValue: 1)
    /// Where no letter or digit stands before; elsewhere one may be found or not.
    package static let atWords = LiteralKind(rawValue: 2)
}
