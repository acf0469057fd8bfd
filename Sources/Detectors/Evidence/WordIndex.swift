// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The words of one folded text, lower-cased, at their offsets: made once per text that has a candidate.
struct WordIndex {
    struct Word {
        let start: Int
        let end: Int
        /// Whether the word is a number of five digits and more: context does not reach past another number freely.
        let isLongNumber: Bool
        /// Whether a line ends between the word before and this one.
        let startsLine: Bool

        init(_ start: Int, _ end: Int, isNumber: Bool, startsLine: Bool) {
            self.start = start
            self.end = end
            isLongNumber = isNumber && end - start >= 5
            self.startsLine = startsLine
        }
    }

    /// The text, ASCII and Cyrillic in lower case, same offsets.
    let bytes: [UInt8]
    let words: [Word]

    init(_ folded: [UInt8]) {
        var bytes = folded
        WordBytes.lowercase(&bytes)
        self.bytes = bytes
        words = Self.words(of: bytes)
    }

    /// The index of the first word that starts at `offset` or later.
    func firstWord(from offset: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Splits at everything that is no letter or digit, and where letters and digits meet: «ИНН7707…» is two words.
    private static func words(of bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(bytes.count / 6)
        var start = -1
        var startsLine = true
        var kind = Kind.separator
        for (index, byte) in bytes.enumerated() where !byte.isContinuation {
            let next = Self.kind(of: byte, followedBy: index + 1 < bytes.count ? bytes[index + 1] : 0)
            if next != kind {
                if start >= 0 {
                    words.append(Word(start, index, isNumber: kind == .digit, startsLine: startsLine))
                    (start, startsLine) = (-1, false)
                }
                if next != .separator { start = index }
                kind = next
            }
            if byte == UInt8(ascii: "\n") { startsLine = true }
        }
        if start >= 0 { words.append(Word(start, bytes.count, isNumber: kind == .digit, startsLine: startsLine)) }
        return words
    }

    private enum Kind { case separator, digit, letter }

    private static func kind(of byte: UInt8, followedBy second: UInt8) -> Kind {
        if byte.isASCIIDigit { return .digit }
        if byte < 0x80 { return byte.isASCIILetter ? .letter : .separator }
        return WordBytes.isWordLead(byte, followedBy: second) ? .letter : .separator
    }
}
