// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The context words of one recognizer, found among the words of a text.
struct ContextLexicon: Sendable {
    let terms: [ContextTerm]
    /// Indices of `terms` by a hash of the first two characters of their first word.
    private let buckets: [[Int]]

    init(_ terms: [ContextTerm]) {
        self.terms = terms
        var buckets = [[Int]](repeating: [], count: 256)
        for (index, term) in terms.enumerated() {
            guard let first = term.words.first else { continue }
            buckets[Self.key(first.bytes, 0, end: first.bytes.count)].append(index)
        }
        self.buckets = buckets
    }

    /// Calls `body` for each term that begins at word `index`, with the index of the term's last word.
    func matches(in words: WordIndex, at index: Int, _ body: (_ term: ContextTerm, _ last: Int) -> Void) {
        let word = words.words[index]
        matches(in: words, at: index, from: word.start, body)
        guard word.end - word.start > 4, Self.isArabic(words.bytes[word.start]) else { return }
        var start = word.start
        while let next = Self.afterClitic(words.bytes, start, end: word.end) {
            start = next
            matches(in: words, at: index, from: start, body)
        }
    }

    private func matches(
        in words: WordIndex, at index: Int, from start: Int, _ body: (_ term: ContextTerm, _ last: Int) -> Void
    ) {
        for candidate in buckets[Self.key(words.bytes, start, end: words.words[index].end)] {
            let term = terms[candidate]
            let last = index + term.words.count - 1
            guard last < words.words.count else { continue }
            let isMatch = term.words.indices.allSatisfy { position in
                let word = words.words[index + position]
                let from = position == 0 ? start : word.start
                return Self.isMatch(words.bytes, from, word.end, term.words[position])
            }
            if isMatch { body(term, last) }
        }
    }

    private static func isMatch(_ bytes: [UInt8], _ start: Int, _ end: Int, _ word: ContextTerm.Word) -> Bool {
        let length = word.bytes.count
        guard word.isStem ? end - start >= length : end - start == length else { return false }
        for offset in 0..<length where bytes[start + offset] != word.bytes[offset] { return false }
        return true
    }

    /// A hash of the first two characters of the word, by the byte of each that tells letters of one script apart.
    private static func key(_ bytes: [UInt8], _ start: Int, end: Int) -> Int {
        var offset = start
        var hash = 0
        for _ in 0..<2 where offset < end {
            let isWide = bytes[offset] >= 0x80 && offset + 1 < end
            hash = hash &* 37 &+ Int(bytes[isWide ? offset + 1 : offset])
            offset += isWide ? 2 : 1
        }
        return hash & 0xFF
    }

    private static func isArabic(_ byte: UInt8) -> Bool { byte == 0xD8 || byte == 0xD9 }

    /// The offset after one proclitic (و ف ب ك ل س, or the article ال and its form لل); `nil` if there is none or
    /// too little of the word is left.
    private static func afterClitic(_ bytes: [UInt8], _ start: Int, end: Int) -> Int? {
        guard end - start > 4, start + 3 < end else { return nil }
        let first = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
        let second = UInt16(bytes[start + 2]) << 8 | UInt16(bytes[start + 3])
        let (alef, lam): (UInt16, UInt16) = (0xD8A7, 0xD984)
        if (first == alef || first == lam) && second == lam { return end - start > 6 ? start + 4 : nil }
        switch first {
        case 0xD988, 0xD981, 0xD8A8, 0xD983, lam: return start + 2
        default: return nil
        }
    }
}
