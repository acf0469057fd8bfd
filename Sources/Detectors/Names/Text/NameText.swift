// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A folded text cut into words.
struct NameText: Sendable {
    /// The folded text in lower case: the same offsets.
    let lower: [UInt8]
    let tokens: [NameToken]
    let letterCase: LetterCase

    init(lower: [UInt8], tokens: [NameToken]) {
        self.lower = lower
        self.tokens = tokens
        letterCase = LetterCase(of: tokens)
    }

    /// The lower-case bytes of a word.
    func word(_ token: NameToken) -> ArraySlice<UInt8> { lower[token.start..<token.end] }

    /// The bytes from the first of some words to the last.
    func span(of words: Range<Int>) -> Range<Int> {
        tokens[words.lowerBound].start..<tokens[words.upperBound - 1].end
    }

    /// The words from one on, `most` at the most, that are initials with full stops between them: "J. R. R.", «И. И.», «ع. م.».
    func initials(from index: Int, most: Int, where isInitial: (Int) -> Bool) -> Range<Int> {
        var end = index
        while end < tokens.count, end - index < most, isInitial(end), end == index || tokens[end].isBehindFullStop {
            end += 1
        }
        return index..<end
    }

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
