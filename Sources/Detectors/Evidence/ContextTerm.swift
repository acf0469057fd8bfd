// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML
import TextNormalization

/// A word or phrase of a dictionary that speaks for a type near it, or against it.
struct ContextTerm: Sendable {
    struct Word: Sendable {
        let bytes: [UInt8]
        /// Whether any ending may follow: `паспорт*` stands for паспорт, паспорта, паспортные.
        let isStem: Bool
    }

    /// What the trace shows: the phrase as the dictionary has it.
    let name: String
    let words: [Word]
    /// Log-odds right beside the candidate; negative: evidence against.
    let weight: Double

    /// Folds the phrase as texts are folded. Throws if nothing of it is a word.
    init(_ phrase: String, weight: Double, at node: YAMLNode) throws(DocumentError) {
        let folded = AnalyzedText.fold(Array(phrase.utf8))
        let index = WordIndex(folded)
        guard !index.words.isEmpty else { throw node.error(.invalidValue, "expected words") }
        name = phrase
        words = index.words.map { word in
            Word(
                bytes: Array(index.bytes[word.start..<word.end]),
                isStem: word.end < folded.count && folded[word.end] == UInt8(ascii: "*"))
        }
        // The lexicon looks terms up by their first two characters.
        let first = words[0]
        guard !first.isStem || String(decoding: first.bytes, as: UTF8.self).unicodeScalars.count > 1 else {
            throw node.error(.invalidValue, "a stem has two letters and more")
        }
        self.weight = weight
    }
}
