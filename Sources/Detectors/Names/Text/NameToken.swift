// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One run of letters of one script in the folded text.
struct NameToken: Sendable {
    /// The scripts whose names we know.
    enum Script: UInt8, Sendable { case cyrillic, latin, arabic }

    /// How a word is capitalised. Arabic words are `lower`.
    enum Shape: UInt8, Sendable { case lower, capitalized, upper, mixed }

    /// What stands between a word and the one before it.
    enum Gap: UInt8, Sendable {
        /// The beginning of the text.
        case start
        /// Nothing: the script changes.
        case none
        case space, newline, hyphen, apostrophe
        /// A full stop, without or with white space after it.
        case dot, dotSpace
        case comma, colon
        /// Anything else.
        case other
    }

    /// Byte offsets in the folded text.
    let start: Int
    let end: Int
    let script: Script
    let shape: Shape
    let gap: Gap
    /// Number of letters.
    let letters: Int
    /// How many letters stand before its last capital; 0 where none but the first is one.
    let lastCapital: Int
    /// The hash of the word in lower case.
    let hash: UInt64
    /// Whether a sentence, line or quotation begins with the word.
    let startsSentence: Bool
    /// Whether an opening quotation mark stands right before the word.
    let isQuoted: Bool
    /// Whether digits, `_`, `@` or other marks of code touch it: then it is no word of running text.
    let isCode: Bool

    /// Whether nothing but a full stop, and white space, parts it from the word before.
    var isBehindFullStop: Bool { gap == .dot || gap == .dotSpace }

    /// Whether the first letter is a capital.
    var isCapital: Bool { shape == .capitalized || shape == .upper || shape == .mixed }
}
