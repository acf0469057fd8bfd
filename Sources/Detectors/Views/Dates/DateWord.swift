// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word or number says in a date that is told in words.
enum DateWord: Equatable, Sendable {
    case month
    /// пятого, the fifth, الخامس.
    case ordinal(Int)
    /// A number below a hundred, or hundreds in one word.
    case number(Int)
    /// Multiplies the number before it.
    case hundred
    case thousand
    /// عشر, which makes the number before it one of 11 to 19.
    case ten
    /// Digits, with how many there are.
    case digits(Int, count: Int)
    /// of, the, من: says nothing.
    case filler
    /// года: what stands before it is a year.
    case year
    /// Any other word.
    case other
}

/// A word or number near a word of birth, and where it stands.
struct DateToken {
    let range: Range<Int>
    let word: DateWord
    /// Whether the Arabic conjunction و is written before it as one word.
    var hasConjunction = false

    /// Whether nothing but white space, a comma or a hyphen stands between this and the next.
    func touches(_ next: DateToken, in text: [UInt8]) -> Bool {
        let gap = text[range.upperBound..<next.range.lowerBound]
        return gap.count <= 3 && gap.allSatisfy { " \n\t\r,-".utf8.contains($0) }
    }
}
