// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The spellings in which a value that policy replaces must not leave: the one list of promise P1.
///
/// The tokeniser and the guard both read it, in opposite directions: the tokeniser undoes a spelling in the text
/// (`reading`) and looks for the value, the guard writes the value so (`written`) and looks for that in the bytes.
enum ValueSpelling: CaseIterable, Sendable {
    /// As the client wrote it.
    case original
    /// As the fold leaves it: digits, widths, dashes, letter variants, invisible characters; any letter case.
    case folded
    /// A person's name in another case of Russian grammar.
    case caseForms
    /// Six digits and more, with any separators.
    case digitsOnly
    /// In a JSON string, once or twice, with and without `\u` escapes (RFC 8259 §7).
    case jsonEscaped
    /// In a URL or form (RFC 3986 §2.1).
    case percentEncoded
    /// With HTML character references.
    case htmlEscaped
    /// Somewhere in data of base 64 (RFC 4648 §4), at each of the three alignments.
    case base64
    /// The same with the URL-safe alphabet (RFC 4648 §5).
    case base64URL

    /// How the tokeniser makes a text readable before it looks for the value.
    enum Reading: Sendable, CaseIterable {
        /// Folded, word by word.
        case words
        /// Folded, digits only.
        case digits
        case jsonUnescaped, percentDecoded, htmlUnescaped
        /// The bytes as they are.
        case bytes
    }

    var reading: Reading {
        switch self {
        case .original, .folded, .caseForms: .words
        case .digitsOnly: .digits
        case .jsonEscaped: .jsonUnescaped
        case .percentEncoded: .percentDecoded
        case .htmlEscaped: .htmlUnescaped
        case .base64, .base64URL: .bytes
        }
    }

    /// Bytes of which this spelling has at least one, where it differs from the original.
    var markers: [UInt8] {
        switch self {
        case .original, .folded, .caseForms, .digitsOnly, .base64, .base64URL: []
        case .jsonEscaped: [UInt8(ascii: "\\")]
        case .percentEncoded: [UInt8(ascii: "%"), UInt8(ascii: "+")]
        case .htmlEscaped: [UInt8(ascii: "&")]
        }
    }

    /// The byte strings that show the value in this spelling. For `caseForms` those of the first word only, and none
    /// for one word that has no other form; whoever looks for them compares the other words himself. In base 64 those up
    /// to `run` characters: what is looked in has no longer run of them.
    func written(_ value: SpelledValue, run: Int = .max) -> [[UInt8]] {
        switch self {
        case .original: [value.original]
        case .folded: [value.folded]
        case .caseForms: value.words.first.map { Array($0.forms.all) } ?? []
        case .digitsOnly: value.digits.isEmpty ? [] : [value.digits]
        case .jsonEscaped: SpellingWriter.json(value.original)
        case .percentEncoded: SpellingWriter.percent(value.original)
        case .htmlEscaped: SpellingWriter.html(value.original)
        case .base64: SpellingWriter.base64(value.original, alphabet: SpellingWriter.standardAlphabet, upTo: run)
        case .base64URL: SpellingWriter.base64(value.original, alphabet: SpellingWriter.urlAlphabet, upTo: run)
        }
    }
}
