// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// The words with which people spell out numbers and addresses, found in a text in one pass.
struct SpokenWords: Sendable {
    static let shared = SpokenWords()

    private struct Entry {
        let word: SpokenWord
        let hasConjunction: Bool
    }

    private let entries: [[UInt8]: Entry]
    /// For each key that a word begins with, whether there is such a word: most words of a text end here.
    private let keys: [Bool]

    private static let longest = 40
    /// و, which Arabic writes as one word with the next.
    private static let conjunction = Array("و".utf8)

    private init() {
        var entries: [[UInt8]: Entry] = [:]
        var keys = [Bool](repeating: false, count: 1 << 15)
        func add(_ word: [UInt8], _ entry: Entry) {
            entries[word] = entry
            keys[Self.key(word.span, 0, end: word.count)] = true
        }
        for (words, word) in Self.russian + Self.english + Self.arabic {
            for text in words.utf8.split(separator: UInt8(ascii: " ")) {
                let folded = AnalyzedText.fold(Array(text))
                add(folded, Entry(word: word, hasConjunction: false))
                guard folded[0] >= 0xD8 else { continue }
                add(Self.conjunction + folded, Entry(word: word, hasConjunction: true))
            }
        }
        self.entries = entries
        self.keys = keys
    }

    /// The words that numbers consist of, folded, with and without the conjunction of Arabic.
    static var numberWords: [[UInt8]] {
        shared.entries.compactMap { word, entry in
            switch entry.word {
            case .at, .dot, .hyphen, .underscore, .and, .sign, .digits: nil
            case .number, .ten, .hundred, .thousand, .literal, .times, .plural: word
            }
        }
    }

    /// The words in a range of `text`, folded bytes, and the digits between them, in text order.
    func tokens(in text: [UInt8], range: Range<Int>) -> [SpokenToken] {
        var tokens: [SpokenToken] = []
        var digits: Range<Int>?
        let bytes = text.span
        var offset = Self.wordStart(bytes, from: range.lowerBound)
        while offset < range.upperBound {
            let byte = bytes[offset]
            if byte.isASCIIDigit {
                let start = offset
                while offset < bytes.count, bytes[offset].isASCIIDigit { offset += 1 }
                digits = start..<offset
                if let last = tokens.last, start - last.range.upperBound <= NumberWords.maximumGap {
                    tokens.append(SpokenToken(range: start..<offset, word: .digits, hasConjunction: false))
                    digits = nil
                }
                continue
            }
            guard Self.isLetter(bytes, offset) else {
                offset += 1
                continue
            }
            let start = offset
            repeat { offset += bytes[offset] < 0x80 ? 1 : 2 } while offset < bytes.count && Self.isLetter(bytes, offset)
            offset = min(offset, bytes.count)
            guard keys[Self.key(bytes, start, end: offset)], let entry = entry(text, start..<offset) else { continue }
            if let before = digits, start - before.upperBound <= NumberWords.maximumGap {
                tokens.append(SpokenToken(range: before, word: .digits, hasConjunction: false))
            }
            digits = nil
            tokens.append(SpokenToken(range: start..<offset, word: entry.word, hasConjunction: entry.hasConjunction))
        }
        return tokens
    }

    /// The first offset that does not lie inside a word or number that begins before it.
    private static func wordStart(_ text: Span<UInt8>, from offset: Int) -> Int {
        var start = offset
        while start > 0, start < text.count, text[start] >= 0x80 || text[start].isASCIIAlphanumeric { start += 1 }
        return start
    }

    private func entry(_ text: [UInt8], _ range: Range<Int>) -> Entry? {
        guard range.count <= Self.longest else { return nil }
        var word = Array(text[range])
        WordBytes.lowercase(&word)
        return entries[word]
    }

    /// A letter of ASCII, Cyrillic or Arabic; all others have no words here, so that a word may be cut at them.
    @inline(__always)
    private static func isLetter(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        let byte = text[offset]
        if byte < 0x80 { return byte.isASCIILetter }
        switch byte {
        case 0xD0, 0xD1: return true
        case 0xD8, 0xD9:
            return offset + 1 < text.count && WordBytes.isWordLead(byte, followedBy: text[offset + 1])
        default: return false
        }
    }

    /// A hash of the first three letters that is the same for both cases: low bits of the byte that tells letters of one
    /// script apart.
    @inline(__always)
    private static func key(_ text: Span<UInt8>, _ start: Int, end: Int) -> Int {
        var offset = start
        var key = 0
        for _ in 0..<3 {
            key <<= 5
            guard offset < end else { continue }
            let isWide = text[offset] >= 0x80
            key |= Int(text[isWide && offset + 1 < end ? offset + 1 : offset] & 0x1F)
            offset += isWide ? 2 : 1
        }
        return key
    }
}
