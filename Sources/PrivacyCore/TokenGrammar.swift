// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The one definition of what a token looks like, for those who write tokens and those who read them.
///
///     token   = "[" bare [ "_" case ] "]"
///     bare    = label "_" body check
///     label   = 2*10 ( "A".."Z" )
///     body    = 8 alphabet          40 random bits; the first 4 characters name a person's family
///     check   = 1 alphabet          over label and body
///     case    = "G" / "D" / "A" / "I" / "P"     asks for a Russian case on return
///
/// The alphabet is Crockford's base 32: no I, L, O, U, so that nothing in a body reads two ways.
package enum TokenGrammar {
    package static let labelLengths = 2...10
    package static let bodyLength = 8
    package static let familyLength = 4
    package static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    package static let caseSuffixes: [UInt8] = GrammaticalCase.allCases.compactMap(\.suffix)

    /// The longest canonical spelling in bytes: `[` label `_` body check `_` case `]`.
    package static let maxCanonicalLength = 1 + 10 + 1 + 8 + 1 + 2 + 1

    /// How many spaces and invisible characters inside one spelling the reader skips.
    package static let maxFillers = 16
    /// The longest character it skips, in UTF-8 bytes (a tag character).
    package static let maxFillerLength = 4

    /// The longest spelling the reader tolerates, in bytes: a fullwidth bracket, label, `\_`, body, check, `\_`, case,
    /// a fullwidth bracket, and all fillers. Endings stay outside the spelling, so they add nothing.
    package static let maxToleratedLength = 3 + 10 + 2 + 8 + 1 + 2 + 1 + 3 + maxFillers * maxFillerLength

    /// Nothing in a stream is held longer than this many bytes (P3); not less than `maxToleratedLength`.
    package static let maxHold = 96

    /// 0 to 31 for an upper-case alphabet character, `nil` for every other byte.
    package static func value(of byte: UInt8) -> UInt8? {
        let value = values[Int(byte)]
        return value == 0xFF ? nil : value
    }

    package static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

    /// The check character: Σ αⁱ·vᵢ over GF(32), so that every single wrong character and every swap of two
    /// neighbours is noticed. Letters of the label count as 1 to 26.
    package static func check(label: some Sequence<UInt8>, body: some Sequence<UInt8>) -> UInt8 {
        var sum: UInt8 = 0
        for byte in label { sum = timesAlpha(sum) ^ ((byte &- 64) & 31) }
        for byte in body { sum = timesAlpha(sum) ^ (value(of: byte) ?? 0) }
        return alphabet[Int(timesAlpha(sum))]
    }

    /// Multiplication by α = x in GF(2)[x]/(x⁵+x²+1).
    private static func timesAlpha(_ element: UInt8) -> UInt8 {
        let shifted = element << 1
        return shifted & 0b10_0000 == 0 ? shifted : (shifted ^ 0b10_0101) & 31
    }

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }()
}
