// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
package import PrivacyCore
import StrictYAML
package import TextNormalization

/// Finds what the dictionaries describe: candidates of all patterns and scanners, each weighed with its surroundings.
package struct DictionaryDetector: Detector {
    package let id = DetectorID(rawValue: "dictionary")
    package let entities: [EntityType]

    private struct RuleAddress {
        let recognizer: Int
        let rule: Int
    }

    /// A field's whole value is a candidate up to this length in bytes.
    private static let maximumFieldValue = 256

    private let recognizers: [Recognizer]
    private let weighing: CandidateWeighing
    private let scanners: ScannerRegistry
    private let patterns: PatternSet
    /// By pattern of the set: whose it is, and which group holds the value.
    private let patternRules: [(address: RuleAddress, valueGroup: Int?)]
    /// By scanner and variant: whose they are.
    private let scannerRules: [[[RuleAddress]]]
    /// Recognizers that take the whole text of a field they know, and which of their forms does.
    private let fieldRules: [RuleAddress]

    /// Throws for an expression that does not compile, with its place.
    init(recognizers: [Recognizer], scanners: ScannerRegistry) throws(DocumentError) {
        self.recognizers = recognizers
        self.scanners = scanners
        weighing = CandidateWeighing(recognizers: recognizers)
        entities = Set(recognizers.map(\.entity)).sorted()
        var sources: [PatternSource] = []
        var patternAddresses: [RuleAddress] = []
        var scannerRules = scanners.scanners.map { $0.variants.map { _ in [RuleAddress]() } }
        var fieldRules: [RuleAddress] = []
        for (recognizer, value) in recognizers.enumerated() {
            for (rule, form) in value.rules.enumerated() {
                let address = RuleAddress(recognizer: recognizer, rule: rule)
                switch form.source {
                case .expression(let source):
                    sources.append(source)
                    patternAddresses.append(address)
                case .scanner(let scanner, let variant): scannerRules[scanner][variant].append(address)
                case .fieldValue: fieldRules.append(address)
                }
            }
        }
        let rules = patternAddresses.map { recognizers[$0.recognizer].rules[$0.rule] }
        let patterns = try Self.compiled(sources, of: rules)
        self.patterns = patterns
        patternRules = patternAddresses.enumerated().map { index, address in
            (address, patterns.patterns[index].groupIndex(named: "value"))
        }
        self.scannerRules = scannerRules
        self.fieldRules = fieldRules
    }

    private static func compiled(
        _ sources: [PatternSource], of rules: [CandidateRule]
    ) throws(DocumentError) -> PatternSet {
        do {
            return try PatternSet(sources)
        } catch {
            guard let index = sources.firstIndex(where: { $0.name == error.pattern }) else {
                throw DocumentError(code: .invalidValue, file: error.pattern, expectation: "a regex does not compile")
            }
            let place = error.offset.map { ", at byte \($0) of the expression" } ?? ""
            throw rules[index].node.error(.invalidValue, "the regex does not compile\(place)")
        }
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        try detect(in: text, explains: explains, from: 0, beside: [], report: report)
    }

    package var asksForPersons: Bool { weighing.asksForPersons }

    package func detect(
        in text: AnalyzedText, explains: Bool, from floor: Double, beside persons: [Range<Int>],
        report: (Detection) -> Void
    ) throws(DetectorError) {
        let field = FieldName(text.fieldName).map { weighing.terms(of: $0) } ?? [:]
        let found = try candidates(in: text, field: field)
        guard !found.isEmpty else { return }
        weighing.weigh(
            found, in: text.folded, field: field, beside: persons, explains: explains
        ) { candidate, verdict in
            guard verdict.score >= floor else { return }
            let recognizer = recognizers[candidate.recognizer]
            report(
                Detection(
                    type: recognizer.entity, span: text.originalSpan(of: ByteSpan(candidate.span)),
                    score: verdict.score, strength: verdict.strength, detector: recognizer.id, trace: verdict.trace))
        }
    }

    private func candidates(
        in text: AnalyzedText, field: [Int: ContextEvidence.Term]
    ) throws(DetectorError) -> [Candidate] {
        var found: [Candidate] = []
        do {
            try patterns.matches(in: text.folded) { pattern, span, groups in
                let rule = patternRules[pattern]
                let value = rule.valueGroup.flatMap { groups[$0] } ?? span
                found.append(
                    Candidate(recognizer: rule.address.recognizer, rule: rule.address.rule, span: value.range))
            }
        } catch {
            throw DetectorError(code: error.code == .matchLimit ? .scanLimit : .unavailable, detector: id)
        }
        for (scanner, rules) in zip(scanners.scanners, scannerRules) {
            scanner.scan(text.folded) { variant, span in
                for address in rules[variant] {
                    found.append(Candidate(recognizer: address.recognizer, rule: address.rule, span: span))
                }
            }
        }
        if !field.isEmpty { found += fieldValues(of: text.folded, field: field) }
        return found
    }

    /// The whole text as a candidate of each recognizer that asks for it and knows the field's name.
    private func fieldValues(of folded: [UInt8], field: [Int: ContextEvidence.Term]) -> [Candidate] {
        guard let first = folded.firstIndex(where: { !Self.isSpace($0) }),
            let last = folded.lastIndex(where: { !Self.isSpace($0) }), last - first < Self.maximumFieldValue
        else { return [] }
        return fieldRules.compactMap { address in
            guard field[address.recognizer] != nil else { return nil }
            return Candidate(recognizer: address.recognizer, rule: address.rule, span: first..<last + 1)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        " \n\t\r".utf8.contains(byte)
    }
}
