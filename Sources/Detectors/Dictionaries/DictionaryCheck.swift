// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import TextNormalization

/// Runs the examples of every dictionary against the whole engine.
package enum DictionaryCheck {
    /// An example that does not hold. Holds the example's place, not its text.
    package struct Failure: Sendable, Equatable, CustomStringConvertible {
        package enum Reason: String, Sendable {
            /// Nothing of the type was found.
            case missed = "no value of the type is found"
            /// It was found, but not exactly at the marked place.
            case misplaced = "the value found is not the marked one"
            /// Something of the type was found in an example that holds none.
            case unexpected = "a value of the type is found"
            /// The text could not be searched.
            case failed = "the text cannot be searched"
        }

        package let recognizer: DetectorID
        package let file: String
        package let line: Int?
        package let reason: Reason

        package var description: String { "\(file):\(line ?? 0): \(reason.rawValue)" }
    }

    /// The examples that do not hold, in the order of the files; empty: all hold.
    package static func failures(of recognizers: [Recognizer], engine: DetectionEngine) -> [Failure] {
        recognizers.flatMap { recognizer in
            recognizer.examples.compactMap { example in
                reason(example, entity: recognizer.entity, engine: engine).map {
                    Failure(recognizer: recognizer.id, file: example.file, line: example.line, reason: $0)
                }
            }
        }
    }

    private static func reason(
        _ example: DictionaryExample, entity: EntityType, engine: DetectionEngine
    ) -> Failure.Reason? {
        guard let text = AnalyzedText(utf8: example.text, fieldName: example.fieldName),
            let detections = try? engine.detect(in: text)
        else { return .failed }
        let spans = detections.filter { $0.type == entity }.map(\.span.range)
        guard let expected = example.expected else { return spans.isEmpty ? nil : .unexpected }
        guard !spans.isEmpty else {
            return isInAddress(expected, of: entity, detections, engine.catalog) ? nil : .missed
        }
        return spans == [expected] ? nil : .misplaced
    }

    /// Whether a part of an address, such as a postcode, was found with the whole address.
    private static func isInAddress(
        _ value: Range<Int>, of entity: EntityType, _ detections: [Detection], _ catalog: EntityCatalog
    ) -> Bool {
        guard catalog[entity]?.canonicalLabel == catalog[.address]?.canonicalLabel else { return false }
        return detections.contains { $0.type == .address && $0.span.contains(ByteSpan(value)) }
    }
}
