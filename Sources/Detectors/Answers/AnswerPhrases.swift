// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import TextNormalization

/// What models say when masked values are in their way, and what they write in the place of a value: the words of
/// `dictionaries/answers`.
package struct AnswerPhrases: Sendable {
    /// What a text says of that.
    package enum Saying: String, Sendable, CaseIterable {
        /// In one sentence: something cannot be done, and values are hidden.
        case refused
        /// Something that the request holds is said not to be there.
        case missing
    }

    /// That something cannot be done or seen.
    private(set) var unable: [AnswerPhrase] = []
    /// That values are hidden, replaced or stood in for.
    private(set) var masked: [AnswerPhrase] = []
    /// That a name or the like was not given.
    private(set) var missing: [AnswerPhrase] = []
    /// What stands between brackets in the place of a value of a type: folded, in lower case.
    package private(set) var placeholders: [EntityType: Set<[UInt8]>] = [:]
    /// Texts with what they have to say.
    private(set) var examples: [AnswerExample] = []

    /// None: says nothing of any answer.
    package static let none = AnswerPhrases()

    /// A refusal stands at the beginning of an answer; what comes after so many bytes is about something else.
    package static let reach = 2_048

    /// What the beginning of a text says; `nil` for nothing of that.
    package func saying(of text: [UInt8]) -> Saying? {
        let folded = AnalyzedText.fold(Array(UTF8Beginning.of(text, bytes: Self.reach)))
        let index = WordIndex(folded)
        let sentences = Self.sentences(of: index)
        if sentences.contains(where: { holds(unable, in: index, $0) && holds(masked, in: index, $0) }) {
            return .refused
        }
        return sentences.contains { holds(missing, in: index, $0) } ? .missing : nil
    }

    /// A text as its words are compared: folded, in lower case.
    package static func normalized(_ text: [UInt8]) -> [UInt8] {
        var folded = AnalyzedText.fold(text)
        WordBytes.lowercase(&folded)
        return folded
    }

    /// Adds what a file says.
    mutating func add(_ file: AnswerPhraseFile) {
        unable += file.unable
        masked += file.masked
        missing += file.missing
        for (type, words) in file.placeholders { placeholders[type, default: []].formUnion(words) }
        examples += file.examples
    }

    /// Whether one of the phrases stands within these words.
    private func holds(_ phrases: [AnswerPhrase], in text: WordIndex, _ words: Range<Int>) -> Bool {
        words.contains { start in
            phrases.contains { phrase in
                phrase.length(in: text, at: start).map { start + $0 <= words.upperBound } ?? false
            }
        }
    }

    /// The words of each sentence: one ends at a line's end, and at a full stop, an exclamation or question mark before a
    /// space.
    private static func sentences(of text: WordIndex) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var first = 0
        for (index, word) in text.words.enumerated() {
            let next = index + 1 < text.words.count ? text.words[index + 1].start : text.bytes.count
            guard index + 1 == text.words.count || endsSentence(text.bytes[word.end..<next]) else { continue }
            sentences.append(first..<index + 1)
            first = index + 1
        }
        return sentences
    }

    private static func endsSentence(_ between: ArraySlice<UInt8>) -> Bool {
        if between.contains(UInt8(ascii: "\n")) { return true }
        // The Arabic question mark is D8 9F.
        guard
            let mark = between.firstIndex(where: {
                $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "?") || $0 == 0x9F
            })
        else { return false }
        return between[mark...].contains(UInt8(ascii: " "))
    }
}

/// The first bytes of a text, cut between two characters.
enum UTF8Beginning {
    static func of(_ text: [UInt8], bytes: Int) -> ArraySlice<UInt8> {
        guard text.count > bytes else { return text[...] }
        var end = bytes
        while end > 0, text[end].isContinuation { end -= 1 }
        return text[..<end]
    }
}
