// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML
import TextNormalization

/// One or several words that stand side by side, as texts are folded; a star behind a word stands for any ending.
struct AnswerPhrase: Sendable {
    private struct Word: Sendable {
        let bytes: [UInt8]
        let isStem: Bool
    }

    private let words: [Word]

    /// More words than any phrase needs.
    private static let most = 12

    /// Throws for a text without words, and for one that is a sentence.
    init(_ node: YAMLNode) throws(DocumentError) {
        let folded = AnalyzedText.fold(Array(try node.string().utf8))
        let index = WordIndex(folded)
        words = index.words.map { word in
            Word(
                bytes: Array(index.bytes[word.start..<word.end]),
                isStem: word.end < folded.count && folded[word.end] == UInt8(ascii: "*"))
        }
        guard (1...Self.most).contains(words.count) else {
            throw node.error(.invalidValue, "expected 1 to \(Self.most) words")
        }
        guard words.contains(where: { $0.bytes.count > 2 }) else {
            throw node.error(.invalidValue, "a phrase of a letter or two says nothing")
        }
    }

    /// How many words it takes from `start`; `nil` where it does not stand there.
    func length(in text: WordIndex, at start: Int) -> Int? {
        guard start + words.count <= text.words.count else { return nil }
        for (offset, word) in words.enumerated() {
            let place = text.words[start + offset]
            let count = place.end - place.start
            guard count >= word.bytes.count, word.isStem || count == word.bytes.count,
                text.bytes[place.start..<place.start + word.bytes.count].elementsEqual(word.bytes)
            else { return nil }
        }
        return words.count
    }
}
