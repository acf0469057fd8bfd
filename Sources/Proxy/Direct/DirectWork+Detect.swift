// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import TextNormalization

/// `POST /v1/privacy/detect`: where personal data stands in texts, without the data.
extension DirectWork {
    func detect() throws(GatewayError) -> JSONDraft {
        let texts = try DirectBody(call.body, members: ["text", "texts"]).texts()
        let findings = try findings(in: texts.parsed.slots)
        learn(found: findings)
        let spans = zip(texts.parsed.slots, findings).map { slot, found in
            JSONDraft.array(found.inCodePoints(of: slot.text.utf8).map(span))
        }
        guard texts.isList else { return .object([("spans", spans.first ?? .array([]))]) }
        return .object([("results", .array(spans.map { .object([("spans", $0)]) }))])
    }

    private func span(_ found: Detection, _ place: Range<Int>) -> JSONDraft {
        let descriptor = snapshot.engine.catalog[found.type]
        return .object([
            ("start", .integer(place.lowerBound)), ("end", .integer(place.upperBound)),
            ("type", .string(found.type.rawValue)), ("label", .string(descriptor?.canonicalLabel ?? "OTHER")),
            ("class", .string((descriptor?.countedClass ?? .c4).rawValue)), ("score", .probability(found.score)),
        ])
    }
}

extension [Detection] {
    /// Each with its place counted in Unicode code points, half-open, as Python counts.
    func inCodePoints(of text: [UInt8]) -> [(Detection, Range<Int>)] {
        var offsets = CodePointOffsets(of: text)
        return map { found in
            let start = offsets.codePoints(before: found.span.start)
            return (found, start..<offsets.codePoints(before: found.span.end))
        }
    }
}
