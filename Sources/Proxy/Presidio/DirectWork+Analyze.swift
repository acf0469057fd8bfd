// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import PrivacyCore
import Providers
import TextNormalization

/// Presidio's `POST /analyze`: the findings of our engine under Presidio's names.
extension DirectWork {
    func analyze() throws(GatewayError) -> JSONDraft {
        let request = try AnalyzeRequest(call.body, snapshot.presidio)
        var reported: [[Detection]] = []
        var results: [JSONDraft] = []
        for slot in request.texts.parsed.slots {
            let text = slot.text.utf8
            let found = try findings(in: text, explains: request.explains).filter { isWanted($0, of: text, request) }
            reported.append(found)
            results.append(.array(found.inCodePoints(of: text).map { result($0, $1, request.explains) }))
        }
        learn(found: reported)
        return request.texts.isList ? .array(results) : results.first ?? .array([])
    }

    private func findings(in text: [UInt8], explains: Bool) throws(GatewayError) -> [Detection] {
        do throws(DetectorError) {
            // What is remembered says nothing of its evidence.
            guard explains else {
                return try snapshot.engine.detect(
                    in: text, remembering: gateway.memory(of: call.caller, in: snapshot))
            }
            guard let analyzed = AnalyzedText(utf8: text) else { throw DetectorError(code: .invalidText) }
            return try snapshot.engine.detect(in: analyzed, explains: true)
        } catch {
            throw GatewayError(error)
        }
    }

    private func isWanted(_ found: Detection, of text: [UInt8], _ request: AnalyzeRequest) -> Bool {
        let isNamed =
            request.entities.isEmpty || request.entities.contains(snapshot.presidio.name(of: found.type))
            || request.entities.contains(found.type.rawValue)
        return isNamed && found.score >= request.threshold
            && !request.allowed.contains(Array(text[found.span.range]))
    }

    private func result(_ found: Detection, _ place: Range<Int>, _ explains: Bool) -> JSONDraft {
        .object([
            ("analysis_explanation", explains ? explanation(of: found) : .null),
            ("end", .integer(place.upperBound)), ("entity_type", .string(snapshot.presidio.name(of: found.type))),
            ("score", .probability(found.score)), ("start", .integer(place.lowerBound)),
        ])
    }

    /// The sum of evidence in words of dictionaries and code; it holds no text of the data.
    private func explanation(of found: Detection) -> JSONDraft {
        let score = JSONDraft.probability(found.score)
        let terms = found.trace.map { "\($0.name) \(Self.signed($0.logOdds))" }.joined(separator: "; ")
        return .object([
            ("recognizer", .string(found.detector.rawValue)), ("pattern_name", .null), ("pattern", .null),
            ("original_score", score), ("score", score), ("textual_explanation", .string(terms)),
            ("score_context_improvement", .integer(0)), ("supportive_context_word", .string("")),
            ("validation_result", found.strength == .validated ? .boolean(true) : .null),
        ])
    }

    /// Log-odds with one decimal and their sign.
    private static func signed(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths < 0 ? "-" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
