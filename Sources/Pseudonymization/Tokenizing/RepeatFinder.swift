// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// Finds where a text repeats values that are replaced elsewhere, in any spelling of `ValueSpelling`.
struct RepeatFinder {
    /// A repeat: the bytes of the text, and which of the values it is.
    struct Found {
        let range: Range<Int>
        let value: Int
    }

    private let values: [SpelledValue]
    private let words: WordIndex
    private let digits: DigitIndex
    private let encoded: EncodedIndex

    /// `run`: how many characters of base 64 stand side by side in the texts that it will look in, at most.
    init(_ values: [SpelledValue], run: Int = .max) {
        self.values = values
        words = WordIndex(values)
        digits = DigitIndex(values)
        encoded = EncodedIndex(values, run: run)
    }

    /// All repeats, in no order; they may overlap.
    func find(in text: [UInt8]) -> [Found] {
        guard !values.isEmpty else { return [] }
        var found: [Found] = []
        for reading in ValueSpelling.Reading.allCases {
            switch reading {
            case .words: findWords(in: text) { found.append($0) }
            case .digits: break  // On the same folded text, with the words.
            case .jsonUnescaped: findEscaped(in: text, markers: Self.json, EscapeReaders.json, &found)
            case .percentDecoded: findEscaped(in: text, markers: Self.percent, EscapeReaders.percent, &found)
            case .htmlUnescaped: findEscaped(in: text, markers: Self.html, EscapeReaders.html, &found)
            case .bytes: encoded.find(in: text) { found.append($0) }
            }
        }
        return found
    }

    private static let json = [UInt8(ascii: "\\")]
    private static let percent = [UInt8(ascii: "%"), UInt8(ascii: "+")]
    private static let html = [UInt8(ascii: "&")]

    private func findWords(in text: [UInt8], report: (Found) -> Void) {
        guard let analyzed = AnalyzedText(utf8: text) else { return }
        let folded = analyzed.folded
        let toText = { (match: Found) in
            let span = analyzed.originalSpan(of: ByteSpan(match.range))
            report(Found(range: extended(span.range, in: text, for: values[match.value]), value: match.value))
        }
        words.find(in: folded, report: toText)
        digits.find(in: folded, report: toText)
    }

    private func findEscaped(
        in text: [UInt8], markers: [UInt8], _ escape: ([UInt8], Int) -> (utf8: [UInt8], count: Int)?,
        _ found: inout [Found]
    ) {
        guard let unescaped = UnescapedText(text, markers: markers, escape: escape) else { return }
        findWords(in: unescaped.utf8) { match in
            guard let range = unescaped.source(of: match.range) else { return }
            found.append(Found(range: range, value: match.value))
        }
    }

    /// With what the value has before its first and after its last word, if that stands there too: the same bytes then
    /// get the same token.
    private func extended(_ range: Range<Int>, in text: [UInt8], for value: SpelledValue) -> Range<Int> {
        let core = SpelledValue.core(of: value.original)
        guard text[range] == core else { return range }
        let lower = range.lowerBound - core.startIndex
        let upper = range.upperBound + value.original.count - core.endIndex
        guard lower >= 0, upper <= text.count, text[lower..<upper] == value.original[...] else { return range }
        return lower..<upper
    }
}
