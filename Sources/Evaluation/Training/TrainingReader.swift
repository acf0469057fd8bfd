// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads labelled lines `{"text", "spans"}` to learn from.
package enum TrainingReader {
    /// The texts of lines. Throws for the first that is no such object. Spans of labels that the tagger does not know, and
    /// those inside others, are left out.
    package static func texts(of lines: [[UInt8]], file: String) throws(EvaluationInputError) -> [TrainingText] {
        var texts: [TrainingText] = []
        for (number, line) in lines.enumerated() {
            let reader = LineReading(file: file, line: number + 1)
            guard let scan = try reader.scan(line) else { continue }
            guard let text = scan.member("text", of: 0), scan.nodes[text].kind == .string,
                let spans = scan.member("spans", of: 0), scan.nodes[spans].kind == .array
            else { throw reader.error("expected an object with \"text\" and \"spans\"") }
            var warnings: EvaluationWarnings = [:]
            let written = SpanReader.written(in: scan, at: spans, &warnings)
            texts.append(Self.text(scan.decoded(text).utf8, written))
        }
        return texts
    }

    private static func text(_ utf8: [UInt8], _ written: [WrittenSpan]) -> TrainingText {
        var offsets: [Int] = []
        for (offset, byte) in utf8.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
        offsets.append(utf8.count)
        let sorted = written.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
        var spans: [TrainingText.Span] = []
        for span in sorted {
            guard let kind = TrainingText.kind(of: span.label), span.start >= 0, span.end < offsets.count,
                span.start < span.end
            else { continue }
            let range = offsets[span.start]..<offsets[span.end]
            if let last = spans.last, last.range.upperBound > range.lowerBound { continue }
            spans.append(TrainingText.Span(range, kind))
        }
        return TrainingText(utf8: utf8, spans: spans)
    }
}
