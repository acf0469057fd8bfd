// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import PrivacyCore
import StrictYAML
import TextNormalization

/// Small corpora, and an engine that knows three words.
enum SampleCorpus {
    static func table() throws -> LabelTable {
        try LabelTable(
            YAMLNode(
                parsing: """
                    source: tests
                    labels: {PERSON: [PER, FIRST_NAME], PHONE: [TEL], ID: [SSN, US_SSN], LOCATION: [LOC], OTHER: []}
                    """,
                file: "labels.yaml"))
    }

    /// Gold lines and prediction lines, scored; the group of all documents.
    static func report(
        gold: [String], predictions: [String], options: EvaluationOptions = EvaluationOptions(groupings: [.none])
    ) throws -> EvaluationReport {
        var corpus = try corpus(gold)
        try corpus.addPredictions(predictions.map { Array($0.utf8) }, file: "found.jsonl", labels: table())
        return EvaluationReport(scoring: corpus, labels: try table(), options: options)
    }

    static func corpus(_ gold: [String], engine: DetectionEngine? = nil, file: String = "gold.jsonl") throws -> Corpus {
        var corpus = Corpus()
        corpus.add(
            try GoldReader(labels: table(), engine: engine)
                .documents(in: gold.map { Array($0.utf8) }, file: file, firstLine: 1))
        return corpus
    }

    static let engine = DetectionEngine(
        detectors: [WordDetector()],
        catalog: EntityCatalog(
            [("NAME", "PERSON", false), ("NUMBER", "ID", false), ("ILLNESS", "OTHER", true)].compactMap {
                name, canonical, isSpecial in
                TokenLabel(name).map {
                    EntityDescriptor(
                        type: EntityType(rawValue: name), label: $0, canonicalLabel: canonical, dataClass: .c2,
                        isSpecialCategory: isSpecial)
                }
            }),
        digest: "0123")
}

/// Finds the words Анна, 4711 and flu.
private struct WordDetector: Detector {
    let id = DetectorID(rawValue: "words")
    let entities = ["NAME", "NUMBER", "ILLNESS"].map(EntityType.init)

    func detect(in text: AnalyzedText, explains: Bool, report: (Detection) -> Void) throws(DetectorError) {
        for (word, type) in zip(["Анна", "4711", "flu"], entities) {
            let word = Array(word.utf8)
            for start in text.original.indices where text.original[start...].starts(with: word) {
                report(
                    Detection(
                        type: type, span: ByteSpan(start, start + word.count), score: 1, strength: .lexical,
                        detector: id))
            }
        }
    }
}

extension EvaluationReport {
    /// The counts of a label in the first group of the first section.
    func counts(_ label: String) -> SpanCounts? {
        sections.first?.groups.first?.rows.first { $0.label.rawValue == label }?.counts
    }

    /// A figure of a label there.
    func figure(_ label: String, _ metric: SpanMetric) -> Double? { counts(label)?.value(of: metric) }
}
