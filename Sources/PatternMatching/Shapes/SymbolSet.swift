// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A set of symbols of a text: its 256 bytes, and the edge (before the first byte, behind the last).
///
/// Digits are not told apart: a set that holds one holds all.
struct SymbolSet: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)
    /// Whether it holds the edge of a text.
    var hasEdge = false

    static let none = SymbolSet()
    static let digits = SymbolSet(bytes: 0x30...0x39)
    static let ascii = SymbolSet(bytes: 0...0x7F)
    static let continuation = SymbolSet(bytes: 0x80...0xBF)
    /// Every byte of a character outside ASCII.
    static let beyondASCII = SymbolSet(bytes: 0x80...0xFF)
    static let everything: SymbolSet = {
        var set = SymbolSet(bytes: 0...0xFF)
        set.hasEdge = true
        return set
    }()

    init() { words = (0, 0, 0, 0) }

    init(bytes: ClosedRange<UInt8>) {
        self.init()
        for byte in bytes { insert(byte) }
    }

    /// The ASCII characters of two words of bits; with one digit it holds all.
    init(low: UInt64, high: UInt64) {
        let digits: UInt64 = 0x3FF << 0x30
        words = (low & digits == 0 ? low : low | digits, high, 0, 0)
    }

    var isEmpty: Bool { words == (0, 0, 0, 0) && !hasEdge }

    func contains(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        return switch byte >> 6 {
        case 0: words.0 & bit != 0
        case 1: words.1 & bit != 0
        case 2: words.2 & bit != 0
        default: words.3 & bit != 0
        }
    }

    mutating func insert(_ byte: UInt8) {
        guard byte &- 0x30 >= 10 else {
            words.0 |= 0x3FF << 0x30
            return
        }
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    func union(_ other: SymbolSet) -> SymbolSet {
        var set = self
        set.words = (
            words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2, words.3 | other.words.3
        )
        set.hasEdge = hasEdge || other.hasEdge
        return set
    }

    func intersection(_ other: SymbolSet) -> SymbolSet {
        var set = self
        set.words = (
            words.0 & other.words.0, words.1 & other.words.1, words.2 & other.words.2, words.3 & other.words.3
        )
        set.hasEdge = hasEdge && other.hasEdge
        return set
    }

    static func == (one: SymbolSet, other: SymbolSet) -> Bool {
        one.words == other.words && one.hasEdge == other.hasEdge
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
        hasher.combine(hasEdge)
    }
}
