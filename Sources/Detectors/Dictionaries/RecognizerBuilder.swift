// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import StrictYAML

/// Turns a document into a recognizer: names are resolved, rules that must hold between parts are checked.
struct RecognizerBuilder: Sendable {
    let validators: ValidatorRegistry
    let scanners: ScannerRegistry
    let catalog: EntityCatalog

    /// How many examples of each kind a dictionary has at least.
    private static let minimumExamples = 5

    /// - Parameter id: what the file's place says the id is, such as `ru/snils`.
    func recognizer(_ document: RecognizerDocument, id: String) throws(DocumentError) -> Recognizer {
        guard try document.id.string() == id else {
            throw document.id.error(.invalidValue, "the id is the path of the file: \(id)")
        }
        let entity = EntityType(rawValue: try document.entity.string())
        guard catalog[entity] != nil else {
            throw document.entity.error(
                .invalidValue, YAMLNode.unknown(entity.rawValue, among: catalog.types.map(\.rawValue)))
        }
        guard let status = Recognizer.Status(rawValue: try document.status.string()) else {
            throw document.status.error(.invalidValue, "a status is C2, C1, U or X")
        }
        let shared = try checks(document.checks, status: status)
        var rules: [CandidateRule] = []
        for pattern in document.patterns {
            let own = try pattern.checks.map { (own) throws(DocumentError) in try checks(own, status: status) }
            rules.append(try rule(pattern, recognizer: id, checks: own ?? shared))
        }
        return Recognizer(
            id: DetectorID(rawValue: id), entity: entity, status: status, rules: rules,
            context: document.context, reach: document.reach, fields: document.fields,
            joint: try joint(document), examples: try examples(document))
    }

    private func checks(
        _ documents: [RecognizerDocument.Check], status: Recognizer.Status
    ) throws(DocumentError) -> [CandidateCheck] {
        var checks: [CandidateCheck] = []
        let isConfirmed = status == .confirmed || status == .single
        for document in documents {
            let validator = try validator(of: document)
            // An algorithm that nobody confirmed is evidence, never a gate.
            guard isConfirmed || validator.kind == .structure || document.penalty != nil else {
                throw document.node.error(.invalidValue, "a checksum of status U or X may not reject")
            }
            checks.append(
                CandidateCheck(
                    validator: validator, acceptRate: document.acceptRate, penalty: document.penalty,
                    isConfirmed: isConfirmed))
        }
        return checks
    }

    private func validator(of document: RecognizerDocument.Check) throws(DocumentError) -> Validator {
        if let declared = document.declared { return declared }
        let node = document.name ?? document.node
        let name = try node.string()
        guard let validator = validators[name] else {
            throw node.error(.invalidValue, YAMLNode.unknown(name, among: validators.names))
        }
        return validator
    }

    private func rule(
        _ pattern: RecognizerDocument.Pattern, recognizer: String, checks: [CandidateCheck]
    ) throws(DocumentError) -> CandidateRule {
        CandidateRule(
            name: pattern.name, source: try source(pattern, recognizer: recognizer), prior: pattern.prior,
            strength: try strength(pattern.strength), checks: checks, node: pattern.node)
    }

    private func source(
        _ pattern: RecognizerDocument.Pattern, recognizer: String
    ) throws(DocumentError) -> CandidateRule.Source {
        if let node = pattern.scanner {
            let name = try node.string()
            if name == "field_value" { return .fieldValue }
            guard let index = scanners[name] else {
                throw node.error(
                    .invalidValue, YAMLNode.unknown(name, among: scanners.scanners.map(\.name) + ["field_value"]))
            }
            let variants = scanners.scanners[index].variants
            let variant = try pattern.variant?.string() ?? ""
            guard let place = variants.firstIndex(of: variant) else {
                throw (pattern.variant ?? node).error(.invalidValue, YAMLNode.unknown(variant, among: variants))
            }
            return .scanner(index, variant: place)
        }
        return .expression(try ExpressionTemplate.source(pattern, name: "\(recognizer).\(pattern.name)"))
    }

    private func joint(_ document: RecognizerDocument) throws(DocumentError) -> [JointRule] {
        var rules: [JointRule] = []
        for node in document.joint {
            let rule = try JointRule(node)
            guard catalog[rule.partner] != nil else {
                throw node.error(
                    .invalidValue, YAMLNode.unknown(rule.partner.rawValue, among: catalog.types.map(\.rawValue)))
            }
            rules.append(rule)
        }
        return rules
    }

    private func strength(_ node: YAMLNode?) throws(DocumentError) -> EvidenceStrength {
        switch try node?.string() {
        case nil, "lexical": .lexical
        case "structural": .structural
        default:
            throw node?.error(.invalidValue, "the strength of a form is lexical or structural")
                ?? DocumentError(code: .invalidValue, file: "", expectation: "expected a strength")
        }
    }

    private func examples(_ document: RecognizerDocument) throws(DocumentError) -> [DictionaryExample] {
        var examples: [DictionaryExample] = []
        for (nodes, isValid) in [(document.validExamples, true), (document.invalidExamples, false)] {
            guard nodes.count >= Self.minimumExamples else {
                throw document.node.error(
                    .missingKey, "a dictionary has at least \(Self.minimumExamples) valid and as many invalid examples")
            }
            for node in nodes { examples.append(try DictionaryExample(node, isValid: isValid)) }
        }
        return examples
    }
}
