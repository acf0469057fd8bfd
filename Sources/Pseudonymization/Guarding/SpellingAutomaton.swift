// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Looks for values in outgoing bytes, in every spelling of `ValueSpelling` as it would be written.
///
/// The automaton holds the heads of the spellings, so that it stays small; at a head the rest is compared.
struct SpellingAutomaton: Sendable {
    private struct Needle {
        /// As written.
        let bytes: [UInt8]
        /// In lower case, for all but base 64.
        let lower: [UInt8]
        let value: Int
        let spelling: ValueSpelling
    }

    /// How many bytes of a spelling the automaton holds.
    private static let headCount = 8

    private let values: [SpelledValue]
    private let needles: [Needle]
    private let automaton: AhoCorasick

    /// `present` has the bytes that stand anywhere in what will be looked at: a spelling whose marks are not among them
    /// need not be looked for, nor one in base 64 that is longer than `run`, the longest run of its characters.
    init(_ values: [SpelledValue], present: ByteSet = .all, run: Int = .max) {
        self.values = values
        var needles: [Needle] = []
        for (number, value) in values.enumerated() {
            let first = needles.count
            for spelling in ValueSpelling.allCases where spelling != .digitsOnly {
                // A value of one word and no other form is its folded spelling.
                if spelling == .caseForms, value.type != .person { continue }
                guard spelling.markers.isEmpty || spelling.markers.contains(where: present.contains) else { continue }
                for bytes in spelling.written(value, run: run) where !bytes.isEmpty {
                    let isKnown = spelling != .caseForms && needles[first...].contains { $0.bytes == bytes }
                    if isKnown { continue }
                    needles.append(
                        Needle(bytes: bytes, lower: LetterCase.lowercased(bytes), value: number, spelling: spelling))
                }
            }
        }
        self.needles = needles
        automaton = AhoCorasick(needles.map { $0.lower.prefix(Self.headCount) })
    }

    /// Reports each place where a value stands, with the value's number.
    func find(in text: [UInt8], report: (Range<Int>, Int) -> Void) {
        guard !needles.isEmpty else { return }
        let lower = LetterCase.lowercased(text)
        automaton.forEachMatch(in: lower) { number, end in
            let needle = needles[number]
            let start = end - min(needle.lower.count, Self.headCount)
            if let range = match(needle, in: text, lower: lower, at: start) { report(range, needle.value) }
        }
    }

    private func match(_ needle: Needle, in text: [UInt8], lower: [UInt8], at start: Int) -> Range<Int>? {
        let value = values[needle.value]
        let end = start + needle.lower.count
        guard end <= text.count else { return nil }
        if needle.spelling.reading == .bytes {
            guard text[start..<end] == needle.bytes[...],
                Base64Run.isTelling(needle: end - start, at: start..<end, in: text)
            else { return nil }
            return start..<end
        }
        guard lower[start..<end] == needle.lower[...], hasEdges(start..<end, in: text, needle: needle.lower) else {
            return nil
        }
        if needle.spelling == .caseForms {
            guard let range = matchWords(after: start..<end, of: value, in: lower, text: text) else { return nil }
            return admits(range, of: value, in: text) ? range : nil
        }
        if value.caseRule == .exact { return text[start..<end] == needle.bytes[...] ? start..<end : nil }
        return admits(start..<end, of: value, in: text) ? start..<end : nil
    }

    /// The words of a name after its first, each in any form, with the separators the value has.
    private func matchWords(
        after first: Range<Int>, of value: SpelledValue, in lower: [UInt8], text: [UInt8]
    ) -> Range<Int>? {
        var end = first.upperBound
        for (index, word) in value.words.enumerated().dropFirst() {
            let separator = value.words[index - 1].separator
            guard lower[end...].starts(with: separator) else { return nil }
            end += separator.count
            let fitting = word.forms.all.filter {
                lower[end...].starts(with: $0) && SerializedEdge.isEdge(text, at: end + $0.count)
            }
            guard let form = fitting.max(by: { $0.count < $1.count }) else { return nil }
            end += form.count
        }
        return first.lowerBound..<end
    }

    /// Whether a lone name stands there as a name. An escape has its letter case in its digits.
    private func admits(_ range: Range<Int>, of value: SpelledValue, in text: [UInt8]) -> Bool {
        guard value.caseRule == .capital else { return true }
        let first = text[range.lowerBound]
        return !(ASCII.isLetter(first) || first >= 0x80) || LetterCase.startsWithCapital(text[range])
    }

    /// Whether the spelling is a whole word there; an end that is no letter or digit is an edge by itself.
    private func hasEdges(_ range: Range<Int>, in text: [UInt8], needle: [UInt8]) -> Bool {
        (SerializedEdge.isEdge(needle, at: 0) || SerializedEdge.isEdge(text, before: range.lowerBound))
            && (SerializedEdge.isEdge(needle, before: needle.count)
                || SerializedEdge.isEdge(text, at: range.upperBound))
    }
}
