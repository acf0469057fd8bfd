// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import PrivacyCore
import TextNormalization

/// Presents test numbers to the engine.
package struct VectorEvaluation: Sendable {
    private let engine: DetectionEngine
    private let recognizers: [EntityType: [Recognizer]]
    private let kinds: VectorKinds

    package init(engine: DetectionEngine, recognizers: [Recognizer], kinds: VectorKinds) {
        self.engine = engine
        self.recognizers = Dictionary(grouping: recognizers, by: \.entity)
        self.kinds = kinds
    }

    /// What is found of each kind.
    package func report(on vectors: [TestVector]) -> VectorReport {
        let results = concurrentMap(vectors.count) { isFound(vectors[$0]) }
        var kinds: [String: VectorReport.Kind] = [:]
        var unrecognized: [String: VectorReport.UnrecognizedKind] = [:]
        for (vector, isFound) in zip(vectors, results) {
            let recognizers = recognizers(of: vector.kind)
            guard !recognizers.isEmpty else {
                unrecognized[vector.kind, default: .init(name: vector.kind)].count(vector)
                continue
            }
            let hasChecksum = recognizers.contains(where: \.hasChecksum)
            kinds[vector.kind, default: .init(name: vector.kind, hasChecksum: hasChecksum)].count(vector, isFound)
        }
        return VectorReport(
            kinds: kinds.values.sorted { $0.name < $1.name },
            unrecognized: unrecognized.values.sorted { $0.name < $1.name })
    }

    private func recognizers(of kind: String) -> [Recognizer] {
        kinds.types(of: kind).flatMap { recognizers[$0] ?? [] }
    }

    /// Whether a valid number is found under the label of one of its recognizers, or an invalid one without any.
    private func isFound(_ vector: TestVector) -> Bool {
        let types = kinds.types(of: vector.kind)
        guard vector.isValid else {
            return finds(types, in: .bare(vector.value)) { value, found in value.overlaps(found) }
        }
        return recognizers(of: vector.kind).contains { recognizer in
            finds(types, in: .labeled(vector.value, for: recognizer)) { value, found in
                found.lowerBound <= value.lowerBound && value.upperBound <= found.upperBound
            }
        }
    }

    /// A text that cannot be searched holds nothing found.
    private func finds(
        _ types: [EntityType], in presentation: VectorPresentation, where matches: (Range<Int>, Range<Int>) -> Bool
    ) -> Bool {
        guard let text = AnalyzedText(utf8: presentation.text, fieldName: presentation.field),
            let detections = try? engine.detect(in: text)
        else { return false }
        return detections.contains { types.contains($0.type) && matches(presentation.value, $0.span.range) }
    }
}

extension VectorReport.Kind {
    fileprivate init(name: String, hasChecksum: Bool) {
        self.name = name
        self.hasChecksum = hasChecksum
    }

    fileprivate mutating func count(_ vector: TestVector, _ isFound: Bool) {
        if vector.isValid {
            valid += 1
            if isFound { found += 1 } else { missed.append(vector.line) }
        } else if hasChecksum {
            invalid += 1
            if isFound { accepted.append(vector.line) } else { rejected += 1 }
        }
    }
}

extension VectorReport.UnrecognizedKind {
    fileprivate init(name: String) {
        self.name = name
    }

    fileprivate mutating func count(_ vector: TestVector) {
        if vector.isValid { valid += 1 } else { invalid += 1 }
    }
}
