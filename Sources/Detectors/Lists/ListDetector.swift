// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
package import PrivacyCore
package import StrictYAML
package import TextNormalization

/// Finds the values that an operator wants replaced wherever they stand: project names, customers, internal hosts.
package struct ListDetector: Detector {
    package let id = DetectorID(rawValue: "list/deny")
    package let entities: [EntityType]

    private let patterns: PatternSet
    private let types: [EntityType]

    /// What an asterisk stands for: a run of characters of one word.
    private static let wildcard = #"[^\s,;]{0,64}"#
    /// What a listed value is worth: an operator knows it.
    private static let score = 0.9999
    private static let shortest = 2

    /// Throws for a value that is too short or too long to be looked for.
    package init(_ list: ValueList) throws(DocumentError) {
        entities = Set(list.entries.map(\.type)).sorted()
        types = list.entries.map(\.type)
        var sources: [PatternSource] = []
        for (index, entry) in list.entries.enumerated() {
            // The text that every match holds is the longest part without an asterisk.
            guard let literal = entry.parts.max(by: { $0.count < $1.count }), literal.count >= Self.shortest,
                entry.parts.joined().count <= PatternTrigger.literalReach / 2
            else {
                throw entry.node.error(
                    .invalidValue, "a value has \(Self.shortest) to \(PatternTrigger.literalReach / 2) bytes")
            }
            let body = entry.parts.map(Self.quoted).joined(separator: Self.wildcard)
            sources.append(
                PatternSource(
                    name: "list/deny.\(index)", expression: #"(?<![\p{L}\p{N}_])(?:"# + body + #")(?![\p{L}\p{N}_])"#,
                    triggers: [.anyLiteral([String(decoding: literal, as: UTF8.self)])], isCaseInsensitive: true,
                    usesUnicodeClasses: false))
        }
        do {
            patterns = try PatternSet(sources)
        } catch {
            throw DocumentError(
                code: .invalidValue, file: list.entries.first?.node.file ?? "", line: list.entries.first?.node.line,
                expectation: "the values of deny are too many or too long")
        }
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        do {
            try patterns.matches(in: text.folded) { pattern, span, _ in
                report(
                    Detection(
                        type: types[pattern], span: text.originalSpan(of: span), score: Self.score,
                        strength: .validated, detector: id,
                        trace: explains ? [EvidenceTerm(name: "listed", logOdds: 9.2)] : []))
            }
        } catch {
            throw DetectorError(code: error.code == .matchLimit ? .scanLimit : .unavailable, detector: id)
        }
    }

    private static func quoted(_ part: [UInt8]) -> String {
        var text = ""
        for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
            if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
