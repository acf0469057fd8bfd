// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The words of one folded text, lower-cased, at their offsets: made once per text that has a candidate.
struct WordIndex {
    struct Word {
        let start: Int
        let end: Int
        /// Whether a number of five digits and more ends here, `158-813-998` included: context words before it were
        /// probably about that number.
        fileprivate(set) var endsLongNumber: Bool
        /// Whether a line ends between the word before and this one.
        let startsLine: Bool

        /// How many digits the number has up to here, earlier groups of it included; 0 for a word of letters.
        let digits: Int

        fileprivate init(_ start: Int, _ end: Int, digits: Int, startsLine: Bool) {
            self.start = start
            self.end = end
            self.digits = digits
            endsLongNumber = digits >= 5
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
        let text = bytes.span
        var start = -1
        var startsLine = true
        var kind = Kind.separator
        var index = 0
        while index < text.count {
            let byte = text[index]
            let next = Self.kind(of: byte, followedBy: index + 1 < text.count ? text[index + 1] : 0)
            if next != kind {
                if start >= 0 {
                    append(start, index, kind, startsLine, to: &words)
                    (start, startsLine) = (-1, false)
                }
                if next != .separator { start = index }
                kind = next
            }
            if byte == UInt8(ascii: "\n") { startsLine = true }
            index += 1
            if byte >= 0x80 { while index < text.count, text[index].isContinuation { index += 1 } }
        }
        if start >= 0 { append(start, text.count, kind, startsLine, to: &words) }
        return words
    }

    /// Adds a word; short groups of digits with one byte between them are one number, whose end moves on.
    private static func append(_ start: Int, _ end: Int, _ kind: Kind, _ startsLine: Bool, to words: inout [Word]) {
        var digits = kind == .digit ? end - start : 0
        if (1...4).contains(digits), let last = words.last, last.digits > 0, start - last.end <= 1 {
            digits += last.digits
            words[words.count - 1].endsLongNumber = false
        }
        words.append(Word(start, end, digits: digits, startsLine: startsLine))
    }

    private enum Kind { case separator, digit, letter }

    @inline(__always)
    private static func kind(of byte: UInt8, followedBy second: UInt8) -> Kind {
        if byte.isASCIIDigit { return .digit }
        if byte < 0x80 { return byte.isASCIILetter ? .letter : .separator }
        return WordBytes.isWordLead(byte, followedBy: second) ? .letter : .separator
    }
}
