// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Adds up what speaks for a candidate and against it, in natural-logarithm odds.
///
/// score = prior of the form + checks + the best context word + the worst one + the field's name + neighbors. A check that passes
/// adds the logarithm of how rarely chance passes it: a Luhn digit is worth 2.3, the two of a СНИЛС 4.5. A check that
/// fails takes away what the dictionary says, or ends the matter where the dictionary rejects. Right behind a label that says
/// what it is, a value that fails is one that was mistyped more often than anything else.
package struct EvidenceScorer {
    /// What the evidence comes to.
    package struct Verdict: Sendable {
        package let score: Double
        package let strength: EvidenceStrength
        package let trace: [EvidenceTerm]
    }

    private let isExplained: Bool
    private(set) var logOdds = 0.0
    private var strength: EvidenceStrength
    private var trace: [EvidenceTerm] = []
    private var hasFailed = false

    /// The log-odds at least of a value that fails a check behind its label.
    private static let mistyped = 0.4

    /// Starts with what the form and its checks say; `nil` if a check that rejects has failed.
    init?(_ text: CandidateText, recognizer: Recognizer, rule: CandidateRule, explains: Bool) {
        isExplained = explains
        strength = rule.strength
        add("prior \(recognizer.id).\(rule.name)", rule.prior)
        for check in rule.checks {
            if check.validator.accepts(text) {
                add("check \(check.validator.name)", check.gain)
                strength = max(strength, check.strength)
            } else if let penalty = check.penalty {
                add("failed \(check.validator.name)", penalty)
                // 0000000000 and 9999999999 are written where nobody knows the number.
                hasFailed = text.compact.contains { $0 != text.compact.first }
            } else {
                return nil
            }
        }
    }

    /// Takes in the words around it, and the name of the field it stands in.
    mutating func read(_ evidence: ContextEvidence, context: ContextTable, fields: ContextTable) {
        if let support = evidence.support {
            add("context \(context.phrases[support.phrase].name)", support.logOdds)
            strength = max(strength, .contextual)
        }
        if let objection = evidence.objection {
            add("context \(context.phrases[objection.phrase].name)", objection.logOdds)
        }
        if let field = evidence.field {
            add("field \(fields.phrases[field.phrase].name)", field.logOdds)
            strength = max(strength, .contextual)
        }
        if hasFailed, evidence.isLabeled, evidence.objection == nil, logOdds < Self.mistyped {
            add("mistyped behind its label", Self.mistyped - logOdds)
        }
    }

    /// Takes in what its neighbors say: `isFit` where one of them fits.
    mutating func read(_ rule: JointRule, isFit: Bool) {
        guard isFit else { return add("misfit \(rule.partner)", rule.penalty) }
        add("fits \(rule.partner)", rule.gain)
        strength = max(strength, .structural)
    }

    /// What the evidence comes to.
    var verdict: Verdict { Verdict(score: LogOdds.probability(logOdds), strength: strength, trace: trace) }

    private mutating func add(_ name: @autoclosure () -> String, _ value: Double) {
        logOdds += value
        if isExplained { trace.append(EvidenceTerm(name: name(), logOdds: value)) }
    }
}
