// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// The context words of all recognizers together: a phrase that many of them know is looked up once.
struct ContextTable: Sendable {
    /// Whose phrase it is, and what it is worth there.
    struct Owner: Sendable {
        let recognizer: Int
        let weight: Double
    }

    struct Phrase: Sendable {
        /// What the trace shows.
        let name: String
        let words: [ContextTerm.Word]
        fileprivate(set) var owners: [Owner]
    }

    /// A phrase in a text: its index, and the word it ends at.
    struct Match {
        let phrase: Int
        let last: Int
    }

    private(set) var phrases: [Phrase] = []
    /// The owners of all phrases, phrase by phrase, those of each by recognizer; and where those of each end.
    private var owners: [Owner] = []
    private var ownerEnds: [Int] = []
    /// What phrases begin with, by a hash of the first characters of their first word: three, or all where it has fewer.
    private var beginnings: [Beginning] = []
    /// By hash: where its beginnings start; one more for where the last ones end.
    private var buckets: [Int32]

    /// What tells of most words that they begin no phrase.
    private var firstWords = BeginningFilter()

    /// The first word of a phrase, as far as eight bytes say it: most phrases of a bucket are told apart by them.
    private struct Beginning {
        let bytes: UInt64
        /// The bits of the bytes that the word has.
        let mask: UInt64
        let length: Int32
        let isStem: Bool
        let phrase: Int32

        init(_ word: ContextTerm.Word, phrase: Int) {
            mask = ContextTable.mask(word.bytes.count)
            bytes = ContextTable.eightBytes(word.bytes.span, 0) & mask
            length = Int32(word.bytes.count)
            isStem = word.isStem
            self.phrase = Int32(phrase)
        }

        /// Whether a word of so many bytes, of which these are the first, may be this one or begin with this stem.
        func mayBegin(_ first: UInt64, _ count: Int) -> Bool {
            first & mask == bytes && (isStem ? count >= length : count == length)
        }
    }

    private static let bucketCount = 1 << 14
    private static let keyLength = 3

    /// - Parameter terms: for each recognizer, its own.
    init(_ terms: [[ContextTerm]]) {
        var buckets = [[Beginning]](repeating: [], count: Self.bucketCount)
        var known: [[UInt8]: Int] = [:]
        for (recognizer, terms) in terms.enumerated() {
            for term in terms {
                let owner = Owner(recognizer: recognizer, weight: term.weight)
                let key = Self.identity(of: term)
                if let index = known[key] {
                    phrases[index].owners.append(owner)
                    continue
                }
                known[key] = phrases.count
                if let first = term.words.first {
                    firstWords.insert(first.bytes)
                    let key = Self.keys(first.bytes, 0, end: first.bytes.count) { _ in }
                    buckets[key].append(Beginning(first, phrase: phrases.count))
                }
                phrases.append(Phrase(name: term.name, words: term.words, owners: [owner]))
            }
        }
        for phrase in phrases {
            owners += phrase.owners
            ownerEnds.append(owners.count)
        }
        self.buckets = [0]
        for bucket in buckets {
            beginnings += bucket
            self.buckets.append(Int32(beginnings.count))
        }
    }

    /// Calls `body` with each weight that a phrase has for a recognizer.
    ///
    /// Hundreds of recognizers know some phrases, and few of them have a candidate at one place.
    func forEachWeight(of phrase: Int, for recognizer: Int, _ body: (Double) -> Void) {
        let end = ownerEnds[phrase]
        var low = phrase == 0 ? 0 : ownerEnds[phrase - 1]
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if owners[middle].recognizer < recognizer { low = middle + 1 } else { high = middle }
        }
        while low < end, owners[low].recognizer == recognizer {
            body(owners[low].weight)
            low += 1
        }
    }

    /// Adds every phrase that begins at word `index`.
    func matches(in words: WordIndex, at index: Int, into found: inout [Match]) {
        let word = words.words[index]
        matches(in: words, at: index, from: word.start, into: &found)
        guard word.end - word.start > 4, ArabicClitics.isArabic(words.bytes[word.start]) else { return }
        var start = word.start
        while let next = ArabicClitics.offsetAfterOne(words.bytes, start, end: word.end) {
            start = next
            matches(in: words, at: index, from: start, into: &found)
        }
    }

    private func matches(in words: WordIndex, at index: Int, from start: Int, into found: inout [Match]) {
        let end = words.words[index].end
        let first = Self.eightBytes(words.bytes.span, start)
        guard firstWords.mayBegin(first) else { return }
        // A stem may be shorter than the key of the word.
        _ = Self.keys(words.bytes, start, end: end) { key in
            for place in Int(buckets[key])..<Int(buckets[key + 1])
            where beginnings[place].mayBegin(first, end - start) {
                let phrase = Int(beginnings[place].phrase)
                if let last = last(of: phrase, in: words, at: index, from: start) {
                    found.append(Match(phrase: phrase, last: last))
                }
            }
        }
    }

    /// The word at which a phrase ends that begins at word `index`, from the byte `start` of it on; `nil` if it does not.
    private func last(of phrase: Int, in words: WordIndex, at index: Int, from start: Int) -> Int? {
        let parts = phrases[phrase].words
        let last = index + parts.count - 1
        guard last < words.words.count else { return nil }
        let isMatch = parts.indices.allSatisfy { position in
            let word = words.words[index + position]
            return parts[position].matches(words.bytes, position == 0 ? start : word.start, end: word.end)
        }
        return isMatch ? last : nil
    }

    /// Eight bytes of a text, or what is left of it, the first one lowest.
    fileprivate static func eightBytes(_ text: Span<UInt8>, _ start: Int) -> UInt64 {
        var bytes: UInt64 = 0
        guard start + 8 > text.count else {
            for offset in 0..<8 { bytes |= UInt64(text[start &+ offset]) << UInt64(8 &* offset) }
            return bytes
        }
        for offset in start..<text.count {
            bytes |= UInt64(text[offset]) << UInt64(8 * (offset - start))
        }
        return bytes
    }

    /// The bits of so many bytes, eight at most.
    fileprivate static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : 1 << UInt64(8 * count) - 1 }

    /// Hashes of the first character of a word, of the first two, and so on, each character by the byte that tells letters
    /// of one script apart; returns the last.
    private static func keys(_ bytes: [UInt8], _ start: Int, end: Int, _ body: (Int) -> Void) -> Int {
        var offset = start
        var hash = 0
        for _ in 0..<keyLength where offset < end {
            let isWide = bytes[offset] >= 0x80 && offset + 1 < end
            hash = hash &* 89 &+ Int(bytes[isWide ? offset + 1 : offset])
            offset += isWide ? 2 : 1
            body(hash & (bucketCount - 1))
        }
        return hash & (bucketCount - 1)
    }

    /// Equal for phrases that match the same words.
    private static func identity(of term: ContextTerm) -> [UInt8] {
        term.words.flatMap { $0.bytes + [$0.isStem ? UInt8(ascii: "*") : 0] }
    }
}

extension ContextTerm.Word {
    /// Whether the text from `start` to `end` is this word, or begins with this stem.
    fileprivate func matches(_ text: [UInt8], _ start: Int, end: Int) -> Bool {
        let length = bytes.count
        guard isStem ? end - start >= length : end - start == length else { return false }
        for offset in 0..<length where text[start + offset] != bytes[offset] { return false }
        return true
    }
}
