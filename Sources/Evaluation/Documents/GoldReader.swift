// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import JSONText
import PrivacyCore
import TextNormalization

/// Reads gold lines `{"id", "text", "spans", "source"?, "lang"?}` and lets the engine find what it finds in each text.
package struct GoldReader: Sendable {
    private let labels: LabelTable
    private let engine: DetectionEngine?

    /// - Parameter engine: `nil` where predictions come from elsewhere.
    package init(labels: LabelTable, engine: DetectionEngine?) {
        self.labels = labels
        self.engine = engine
    }

    /// The documents of lines that follow each other, in order, read on all cores. `firstLine` is the number of the
    /// first one. Throws for the first line that is not such an object, or whose text hit a scan limit.
    package func documents(
        in lines: [[UInt8]], file: String, firstLine: Int
    ) throws(EvaluationInputError) -> [GoldDocument] {
        let results = concurrentMap(lines.count) { index in
            Result { () throws(EvaluationInputError) in
                try document(lines[index], file: file, line: firstLine + index)
            }
        }
        var documents: [GoldDocument] = []
        for result in results {
            if let document = try result.get() { documents.append(document) }
        }
        return documents
    }

    /// The document of a line; `nil` for an empty line.
    private func document(_ line: [UInt8], file: String, line number: Int) throws(EvaluationInputError) -> GoldDocument?
    {
        let reader = LineReading(file: file, line: number)
        guard let scan = try reader.scan(line) else { return nil }
        guard let id = reader.id(scan), let textNode = scan.member("text", of: 0), scan.nodes[textNode].kind == .string,
            let spans = scan.member("spans", of: 0), scan.nodes[spans].kind == .array
        else { throw reader.error("expected an object with \"id\", \"text\" and \"spans\"") }
        let utf8 = scan.decoded(textNode).utf8
        let text = CodePointText(utf8: utf8)
        var warnings: EvaluationWarnings = [:]
        let written = SpanReader.written(in: scan, at: spans, &warnings)
        var document = GoldDocument(
            id: id, file: file, source: reader.group(scan, "source"), language: reader.group(scan, "lang"), text: text,
            gold: SpanReader(labels: labels).spans(written, in: text, &warnings), predicted: [], findings: [],
            warnings: warnings)
        if let engine {
            document.setPredictions(try predictions(of: engine, in: utf8, reader), labels: labels)
        }
        return document
    }

    /// What the engine finds, as `detect --jsonl` writes it.
    private func predictions(
        of engine: DetectionEngine, in utf8: [UInt8], _ reader: LineReading
    ) throws(EvaluationInputError) -> [WrittenSpan] {
        guard let analyzed = AnalyzedText(utf8: utf8) else { throw reader.error("the text is not UTF-8") }
        var offsets = CodePointOffsets(of: utf8)
        do {
            return try engine.detect(in: analyzed).map { detection in
                WrittenSpan(
                    start: offsets.codePoints(before: detection.span.start),
                    end: offsets.codePoints(before: detection.span.end),
                    label: engine.catalog[detection.type]?.canonicalLabel ?? SpanLabel.other.rawValue,
                    type: detection.type.rawValue)
            }
        } catch {
            throw reader.error("the text cannot be searched")
        }
    }
}
