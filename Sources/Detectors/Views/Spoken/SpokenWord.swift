// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a word says when somebody spells out a number or an address.
enum SpokenWord: Equatable, Sendable {
    /// Digits as they are written: `.digits` is what stands between words in figures.
    case digits
    /// A number below a thousand: восемь, двенадцать, сорок, девятьсот, twelve, خمسون.
    case number(Int)
    /// عشر: ten, and with a unit before it a number from 11 to 19.
    case ten
    /// A hundred that a unit before it multiplies: nine hundred, ثلاث مئة.
    case hundred
    /// тысяча, thousand, الف
    case thousand
    /// Digits that the word stands for by itself: صفرين.
    case literal([UInt8])
    /// double, triple, дважды: the next digit so many times.
    case times(Int)
    /// A digit as a noun in the plural, so often as the number before it says: три семерки, two sevens, два нуля.
    case plural(Int)
    /// A sign within a number: plus, dash, point.
    case sign(UInt8)
    /// and: only inside a number such as nine hundred and twelve.
    case and
    /// The sign of an address, such as собака; `isOrdinary`: also an ordinary word (at).
    case at(isOrdinary: Bool)
    /// A dot, which is a sign within a number, too.
    case dot
    case underscore
    case hyphen
}

/// A word that says something of a number or an address, and where it stands.
struct SpokenToken {
    let range: Range<Int>
    let word: SpokenWord
    /// Whether the Arabic conjunction و is written before it as one word.
    let hasConjunction: Bool
}
