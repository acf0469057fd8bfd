// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The characters that one place of an expression takes: ASCII ones exactly, but for digits, and others by the first byte of
/// their UTF-8.
///
/// It may hold more characters than the expression says, never fewer.
struct CharacterClass: Equatable, Sendable {
    /// The ASCII characters, digits apart from each other.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)
    /// First bytes of the characters outside ASCII.
    private(set) var leads = SymbolSet.none

    /// The first bytes of UTF-8 characters outside ASCII.
    private static let allLeads = SymbolSet(bytes: 0xC2...0xF4)

    static let digits = CharacterClass("0"..."9")
    static let spaces = CharacterClass(ascii: "\t\n\u{B}\u{C}\r ")
    static let wordCharacters = CharacterClass("0"..."9").union(letters(beyondASCII: false))
        .union(CharacterClass(ascii: "_"))
    static let anything = CharacterClass("\0"..."\u{7F}").union(beyondASCII)
    static let beyondASCII = {
        var characters = CharacterClass()
        characters.leads = allLeads
        return characters
    }()

    private static let asciiLetters = CharacterClass("A"..."Z").union(CharacterClass("a"..."z"))
    private static let allLetters = asciiLetters.union(beyondASCII)

    static func letters(beyondASCII: Bool) -> CharacterClass { beyondASCII ? allLetters : asciiLetters }

    init() {}

    init(ascii text: String) {
        for byte in text.utf8 { insertASCII(byte) }
    }

    init(_ range: ClosedRange<Unicode.Scalar>) {
        for value in range.lowerBound.value...max(range.lowerBound.value, min(range.upperBound.value, 0x7F))
        where value < 0x80 { insertASCII(UInt8(value)) }
        guard range.upperBound.value >= 0x80 else { return }
        let first = Self.lead(of: max(range.lowerBound.value, 0x80))
        leads = SymbolSet(bytes: first...max(first, Self.lead(of: range.upperBound.value)))
    }

    /// The first byte of a scalar's UTF-8 (RFC 3629 §3).
    private static func lead(of value: UInt32) -> UInt8 {
        switch value {
        case ..<0x80: UInt8(value)
        case ..<0x800: 0xC0 | UInt8(value >> 6)
        case ..<0x10000: 0xE0 | UInt8(value >> 12)
        default: 0xF0 | UInt8(value >> 18)
        }
    }

    private mutating func insertASCII(_ byte: UInt8) {
        if byte < 64 { ascii.low |= 1 << UInt64(byte) } else { ascii.high |= 1 << UInt64(byte - 64) }
    }

    private func holdsASCII(_ byte: UInt8) -> Bool {
        (byte < 64 ? ascii.low >> UInt64(byte) : ascii.high >> UInt64(byte - 64)) & 1 != 0
    }

    /// Whether it holds digits and nothing else.
    var isDigits: Bool {
        self != CharacterClass() && leads.isEmpty && ascii.high == 0 && ascii.low & ~Self.digits.ascii.low == 0
    }

    /// How many ASCII characters it holds.
    private var asciiCount: Int { ascii.low.nonzeroBitCount + ascii.high.nonzeroBitCount }

    /// The characters, if all are ASCII and there are at most so many.
    func asciiCharacters(atMost count: Int) -> [UInt8]? {
        guard leads.isEmpty, asciiCount <= count else { return nil }
        return Self.bits(of: ascii.low) + Self.bits(of: ascii.high).map { $0 + 64 }
    }

    /// The places of the bits that are set.
    private static func bits(of word: UInt64) -> [UInt8] {
        var rest = word
        var bits: [UInt8] = []
        while rest != 0 {
            bits.append(UInt8(rest.trailingZeroBitCount))
            rest &= rest - 1
        }
        return bits
    }

    func union(_ other: CharacterClass) -> CharacterClass {
        var union = self
        union.ascii = (ascii.low | other.ascii.low, ascii.high | other.ascii.high)
        union.leads = leads.union(other.leads)
        return union
    }

    /// All that is not in it; of characters outside ASCII, which are known by their first byte alone, every one.
    var complement: CharacterClass {
        var complement = Self.beyondASCII
        complement.ascii = (~ascii.low, ~ascii.high)
        return complement
    }

    /// With the other case of each letter; of letters outside ASCII any character.
    var caseless: CharacterClass {
        var characters = self
        // A to Z are the bits 1 to 26 of the upper word, a to z the bits 33 to 58.
        let capitals = ascii.high & 0x07FF_FFFE
        let smalls = ascii.high & 0x07FF_FFFE_0000_0000
        characters.ascii.high |= capitals << 32 | smalls >> 32
        // K and S have an other case outside ASCII: the Kelvin sign, the long s.
        let hasFarCase = characters.holdsASCII(UInt8(ascii: "k")) || characters.holdsASCII(UInt8(ascii: "s"))
        if hasFarCase || !leads.isEmpty { characters.leads = Self.allLeads }
        return characters
    }

    /// Its ASCII characters as symbols.
    var single: SymbolSet { SymbolSet(low: ascii.low, high: ascii.high) }

    static func == (one: CharacterClass, other: CharacterClass) -> Bool {
        one.ascii == other.ascii && one.leads == other.leads
    }
}
