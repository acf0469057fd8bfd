// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds values word by word in folded text: whole words only, any form of each, the right separators between them.
struct WordIndex {
    private let values: [SpelledValue]
    /// Values by the hash of each form of their first word.
    private let byFirstWord: [UInt64: [Int]]

    init(_ values: [SpelledValue]) {
        self.values = values
        var index: [UInt64: [Int]] = [:]
        for (number, value) in values.enumerated() {
            for form in value.words.first?.forms.all ?? [] { index[Self.hash(form[...]), default: []].append(number) }
        }
        byFirstWord = index
    }

    /// Reports every match with its range in `folded`.
    func find(in folded: [UInt8], report: (RepeatFinder.Found) -> Void) {
        let lower = LetterCase.lowercased(folded)
        let words = TextWords.ranges(in: lower)
        for index in words.indices {
            for number in byFirstWord[Self.hash(lower[words[index]])] ?? [] {
                guard let range = match(values[number], in: lower, words: words[index...]),
                    values[number].admitsCase(of: folded[range])
                else { continue }
                report(RepeatFinder.Found(range: range, value: number))
            }
        }
    }

    private func match(
        _ value: SpelledValue, in text: [UInt8], words: ArraySlice<Range<Int>>
    ) -> Range<Int>? {
        guard words.count >= value.words.count, let first = words.first else { return nil }
        var end = first.lowerBound
        for (offset, word) in value.words.enumerated() {
            let range = words[words.startIndex + offset]
            guard word.forms.contains(text[range]) else { return nil }
            end = range.upperBound
            guard offset < value.words.count - 1 else { break }
            let separator = text[end..<words[words.startIndex + offset + 1].lowerBound]
            guard SpelledValue.collapsed(separator) == word.separator else { return nil }
        }
        return first.lowerBound..<end
    }

    /// FNV-1a; equal hashes are compared, so a collision costs time only.
    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
