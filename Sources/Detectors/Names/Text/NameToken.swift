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
    /// The hash of the word in lower case.
    let hash: UInt64
    /// Whether a sentence, line or quotation begins with the word.
    let startsSentence: Bool
    /// Whether an opening quotation mark stands right before the word.
    let isQuoted: Bool
    /// Whether digits, `_`, `@` or other marks of code touch it: then it is no word of running text.
    let isCode: Bool

    /// Whether the first letter is a capital.
    var isCapital: Bool { shape == .capitalized || shape == .upper || shape == .mixed }
}

/// A folded text cut into words.
struct NameText: Sendable {
    /// The folded text in lower case: the same offsets.
    let lower: [UInt8]
    let tokens: [NameToken]

    /// The lower-case bytes of a word.
    func word(_ token: NameToken) -> ArraySlice<UInt8> { lower[token.start..<token.end] }

    /// The byte right after a word, 0 at the end of the text.
    func byte(after token: NameToken) -> UInt8 { token.end < lower.count ? lower[token.end] : 0 }

    /// The number of tokens in a row that begins with `index` and is joined by single hyphens.
    func hyphenated(from index: Int) -> Int {
        var count = 1
        while index + count < tokens.count, tokens[index + count].gap == .hyphen,
            tokens[index + count].script == tokens[index].script
        {
            count += 1
        }
        return count
    }
}
