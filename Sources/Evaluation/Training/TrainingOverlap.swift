// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import TextNormalization

/// Finds the paragraphs that development texts have too: none of them may be learned from.
package struct TrainingOverlap: Sendable {
    /// A paragraph is dropped if it shares so many words in a row, or all of its words where it has fewer.
    private static let length = 8

    private var sequences: Set<UInt64> = []
    /// Whole paragraphs of fewer words.
    private var short: Set<UInt64> = []

    package init() {}

    /// Takes a development text in.
    package mutating func add(_ utf8: [UInt8]) {
        for paragraph in Self.paragraphs(of: utf8) {
            let words = Self.words(of: utf8[paragraph])
            guard words.count >= Self.length else {
                if !words.isEmpty { short.insert(Self.hash(words[...])) }
                continue
            }
            for start in 0...words.count - Self.length {
                sequences.insert(Self.hash(words[start..<start + Self.length]))
            }
        }
    }

    /// The text without the paragraphs that overlap, and how many they were.
    package func cleaned(_ text: TrainingText) -> (text: TrainingText, dropped: Int) {
        var dropped = 0
        var kept = TrainingText(utf8: [], spans: [])
        for paragraph in Self.paragraphs(of: text.utf8) {
            if overlaps(text.utf8[paragraph]) {
                dropped += 1
                continue
            }
            let shift = kept.utf8.count - paragraph.lowerBound
            for span in text.spans where paragraph.contains(span.range.lowerBound) {
                let end = min(span.range.upperBound, paragraph.upperBound)
                kept.spans.append(TrainingText.Span(span.range.lowerBound + shift..<end + shift, span.kind))
            }
            kept.utf8 += text.utf8[paragraph]
        }
        return (dropped == 0 ? text : kept, dropped)
    }

    private func overlaps(_ paragraph: ArraySlice<UInt8>) -> Bool {
        let words = Self.words(of: paragraph)
        guard words.count >= Self.length else { return !words.isEmpty && short.contains(Self.hash(words[...])) }
        return (0...words.count - Self.length).contains { start in
            sequences.contains(Self.hash(words[start..<start + Self.length]))
        }
    }

    /// The lines of a text, each with the break after it.
    private static func paragraphs(of utf8: [UInt8]) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var start = 0
        for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") {
            paragraphs.append(start..<offset + 1)
            start = offset + 1
        }
        if start < utf8.count { paragraphs.append(start..<utf8.count) }
        return paragraphs
    }

    /// The hashes of a paragraph's words in small letters.
    private static func words(of paragraph: ArraySlice<UInt8>) -> [UInt64] {
        guard let text = AnalyzedText(utf8: Array(paragraph)) else { return [] }
        return NameDetector.wordHashes(in: text)
    }

    private static func hash(_ words: ArraySlice<UInt64>) -> UInt64 {
        words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 ^ ($0 >> 29) }
    }
}
