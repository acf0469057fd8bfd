// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Makes other texts out of labelled ones: in other letter case, with other names, as letters and signatures.
package struct TrainingVariations {
    private var generator: TrainingGenerator

    package init(seed: UInt64) {
        generator = TrainingGenerator(seed: seed)
    }

    /// Some of the texts, so many in a thousand.
    package mutating func some(of texts: [TrainingText], perMille: Int) -> [TrainingText] {
        texts.filter { _ in generator.happens(perMille) }
    }

    /// The texts in small or in large letters. Letters whose other case takes another number of bytes stay.
    package static func recased(_ texts: [TrainingText], isUpper: Bool) -> [TrainingText] {
        texts.map { text in
            var utf8: [UInt8] = []
            utf8.reserveCapacity(text.utf8.count)
            for scalar in String(decoding: text.utf8, as: UTF8.self).unicodeScalars {
                let properties = scalar.properties
                let mapped = (isUpper ? properties.uppercaseMapping : properties.lowercaseMapping).utf8
                let original = String(scalar).utf8
                utf8 += mapped.count == original.count ? Array(mapped) : Array(original)
            }
            return TrainingText(utf8: utf8, spans: text.spans)
        }
    }

    /// The texts with other persons' names in place of some: `other` gives a name for one, or `nil` to keep it.
    package mutating func renamed(
        _ texts: [TrainingText], other: ([UInt8], inout TrainingGenerator) -> [UInt8]?
    ) -> [TrainingText] {
        texts.compactMap { text in
            guard text.spans.contains(where: { $0.kind == .person }) else { return nil }
            var renamed = TrainingText(utf8: [], spans: [])
            var end = 0
            for span in text.spans {
                renamed.utf8 += text.utf8[end..<span.range.lowerBound]
                let name = Array(text.utf8[span.range])
                let start = renamed.utf8.count
                renamed.utf8 += span.kind == .person ? other(name, &generator) ?? name : name
                renamed.spans.append(TrainingText.Span(start..<renamed.utf8.count, span.kind))
                end = span.range.upperBound
            }
            renamed.utf8 += text.utf8[end...]
            return renamed
        }
    }

    /// Texts made of lines, each a template with `@` for a name, and of sentences of `texts` between them.
    package mutating func letters(
        _ count: Int, openings: [String], closings: [String], sentences: [TrainingText],
        name: (inout TrainingGenerator) -> [UInt8]
    ) -> [TrainingText] {
        (0..<count).map { _ in
            var letter = TrainingText(utf8: [], spans: [])
            append(openings[generator.below(openings.count)], to: &letter, name: name)
            for _ in 0...generator.below(2) {
                append(sentences[generator.below(sentences.count)], to: &letter)
            }
            append(closings[generator.below(closings.count)], to: &letter, name: name)
            return letter
        }
    }

    private mutating func append(
        _ template: String, to letter: inout TrainingText, name: (inout TrainingGenerator) -> [UInt8]
    ) {
        for byte in template.utf8 {
            guard byte == UInt8(ascii: "@") else {
                letter.utf8.append(byte)
                continue
            }
            let start = letter.utf8.count
            letter.utf8 += name(&generator)
            letter.spans.append(TrainingText.Span(start..<letter.utf8.count, .person))
        }
    }

    private func append(_ sentence: TrainingText, to letter: inout TrainingText) {
        let start = letter.utf8.count
        letter.utf8 += sentence.utf8
        for span in sentence.spans {
            letter.spans.append(
                TrainingText.Span(span.range.lowerBound + start..<span.range.upperBound + start, span.kind))
        }
        letter.utf8.append(UInt8(ascii: "\n"))
    }
}
