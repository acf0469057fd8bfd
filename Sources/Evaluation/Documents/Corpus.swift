// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// The documents of all gold files, with their predictions.
package struct Corpus: Sendable {
    package private(set) var documents: [GoldDocument] = []
    package private(set) var warnings: EvaluationWarnings = [:]
    private var indices: [String: Int] = [:]

    /// Without documents.
    package init() {}

    /// Takes documents in. Of two with one id the first counts.
    package mutating func add(_ more: [GoldDocument]) {
        for document in more {
            guard indices[document.id] == nil else {
                warnings[.duplicateID, default: 0] += 1
                continue
            }
            indices[document.id] = documents.count
            documents.append(document)
            warnings.merge(document.warnings, uniquingKeysWith: +)
        }
    }

    /// Takes the predictions of lines `{"id", "spans"}` in, for documents that are there. `lines` are all of a file.
    package mutating func addPredictions(
        _ lines: [[UInt8]], file: String, labels: LabelTable
    ) throws(EvaluationInputError) {
        var written: [Int: [WrittenSpan]] = [:]
        for (number, line) in lines.enumerated() {
            let reader = LineReading(file: file, line: number + 1)
            guard let scan = try reader.scan(line) else { continue }
            guard let index = reader.id(scan).flatMap({ indices[$0] }) else {
                warnings[.unknownID, default: 0] += 1
                continue
            }
            let spans = scan.member("spans", of: 0).map { SpanReader.written(in: scan, at: $0, &warnings) }
            written[index, default: []] += spans ?? []
        }
        for index in documents.indices {
            guard let spans = written[index] else {
                warnings[.noPrediction, default: 0] += 1
                continue
            }
            documents[index].warnings = [:]
            documents[index].setPredictions(spans, labels: labels)
            warnings.merge(documents[index].warnings, uniquingKeysWith: +)
        }
    }
}

extension GoldDocument {
    /// Brings predictions into the form in which they are compared.
    mutating func setPredictions(_ written: [WrittenSpan], labels: LabelTable) {
        let reader = SpanReader(labels: labels)
        predicted = reader.spans(written, in: text, &warnings)
        var uncounted: EvaluationWarnings = [:]
        findings = written.compactMap { span in
            reader.place(of: span, in: text, &uncounted).map {
                Finding(range: $0, type: EntityType(rawValue: span.type))
            }
        }
    }
}
