// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import TextNormalization

/// A small detector for these tests: words with `@`, numbers of 11 digits, words that start with `sk-`.
struct SampleDetector: Detector {
    static let email = EntityType(rawValue: "EMAIL")
    static let number = EntityType(rawValue: "RU_SNILS")
    static let secret = EntityType(rawValue: "SECRET")

    let id = DetectorID(rawValue: "test/sample")
    let entities = [Self.email, Self.number, Self.secret]

    func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        // What a pattern at its match limit does.
        if text.folded.starts(with: "LIMIT".utf8) { throw DetectorError(code: .scanLimit, detector: id) }
        let isNamed = text.fieldName == Array("snils".utf8)
        var start = 0
        let words = text.folded.split(omittingEmptySubsequences: false) { " \n\t\",;:{}[]".utf8.contains($0) }
        for word in words {
            defer { start += word.count + 1 }
            let span = text.originalSpan(of: ByteSpan(start, start + word.count))
            if word.contains(UInt8(ascii: "@")) {
                report(detection(Self.email, span, .structural))
            } else if word.count == 11, word.allSatisfy({ 0x30...0x39 ~= $0 }) {
                // A number that ends in 5 passes for one with a good checksum.
                let isValid = word.last == UInt8(ascii: "5")
                report(detection(Self.number, span, isValid ? .validated : isNamed ? .contextual : .lexical))
            } else if word.starts(with: "sk-".utf8) {
                report(detection(Self.secret, span, .structural))
            }
        }
    }

    private func detection(_ type: EntityType, _ span: ByteSpan, _ strength: EvidenceStrength) -> Detection {
        Detection(type: type, span: span, score: 0.9, strength: strength, detector: id)
    }

    static let engine = DetectionEngine(
        detectors: [SampleDetector()],
        catalog: EntityCatalog([
            EntityDescriptor(
                type: email, label: TokenLabel("EMAIL") ?? .literal, canonicalLabel: "EMAIL", dataClass: .c2),
            EntityDescriptor(
                type: number, label: TokenLabel("SNILS") ?? .literal, canonicalLabel: "ID", dataClass: .c4),
            EntityDescriptor(
                type: secret, label: TokenLabel("SECRET") ?? .literal, canonicalLabel: "SECRET", dataClass: .c2,
                isSecret: true),
        ]),
        digest: "0123456789abcdef")
}
