// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads the spans of a line and brings them into the form in which they are compared.
struct SpanReader {
    let labels: LabelTable

    /// The spans of a JSON array; what is not `{"start", "end", "label"}` is counted and left out.
    static func written(in scan: JSONScan, at array: Int, _ warnings: inout EvaluationWarnings) -> [WrittenSpan] {
        var spans: [WrittenSpan] = []
        for element in scan.children(of: array) {
            guard let start = integer(scan, "start", of: element), let end = integer(scan, "end", of: element),
                let label = text(scan, "label", of: element)
            else {
                warnings[.malformedSpan, default: 0] += 1
                continue
            }
            let type = text(scan, "type", of: element) ?? label
            spans.append(WrittenSpan(start: start, end: end, label: label, type: type))
        }
        return spans
    }

    /// Spans in text order, cut to the text, without white space at their ends; equal ones count once.
    func spans(
        _ written: [WrittenSpan], in text: CodePointText, _ warnings: inout EvaluationWarnings
    ) -> [LabeledSpan] {
        var spans: Set<LabeledSpan> = []
        for span in written {
            guard let range = place(of: span, in: text, &warnings) else { continue }
            spans.insert(LabeledSpan(range, labels.label(named: span.label)))
        }
        return spans.sorted()
    }

    /// Where a span stands when it is cut to the text and trimmed; `nil` if nothing is left.
    func place(of span: WrittenSpan, in text: CodePointText, _ warnings: inout EvaluationWarnings) -> Range<Int>? {
        if span.start < 0 || span.end > text.count || span.start >= span.end {
            warnings[.spanOutside, default: 0] += 1
        }
        let start = max(0, span.start)
        let end = min(span.end, text.count)
        return start < end ? text.trimmed(start..<end) : nil
    }

    private static func integer(_ scan: JSONScan, _ name: String, of object: Int) -> Int? {
        guard let node = scan.member(name, of: object), scan.nodes[node].kind == .number else { return nil }
        return Int(scan.string(node))
    }

    private static func text(_ scan: JSONScan, _ name: String, of object: Int) -> String? {
        guard let node = scan.member(name, of: object), scan.nodes[node].kind == .string else { return nil }
        return scan.string(node)
    }
}
