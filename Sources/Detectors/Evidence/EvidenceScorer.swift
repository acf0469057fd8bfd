// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Adds up what speaks for a candidate and against it, in natural-logarithm odds.
///
/// score = prior of the form + checks + the best context word + the worst one + the field's name. A check that passes
/// adds the logarithm of how rarely chance passes it: a Luhn digit is worth 2.3, the two of a СНИЛС 4.5. A check that
/// fails takes away what the dictionary says, or ends the matter where the dictionary rejects.
package struct EvidenceScorer {
    /// What the evidence comes to.
    package struct Verdict: Sendable {
        package let score: Double
        package let strength: EvidenceStrength
        package let trace: [EvidenceTerm]
    }

    private let recognizer: Recognizer
    private let isExplained: Bool
    private var logOdds = 0.0
    private var strength: EvidenceStrength
    private var trace: [EvidenceTerm] = []

    /// The verdict on one candidate; `nil` if a check that rejects has failed.
    static func verdict(
        on candidate: Candidate, recognizer: Recognizer, rule: CandidateRule, surroundings: Surroundings, explains: Bool
    ) -> Verdict? {
        var scorer = EvidenceScorer(recognizer: recognizer, isExplained: explains, strength: rule.strength)
        scorer.add("prior \(recognizer.id).\(rule.name)", rule.prior)
        guard scorer.check(candidate.text, by: rule.checks) else { return nil }
        scorer.read(surroundings, around: candidate.span)
        return Verdict(score: LogOdds.probability(scorer.logOdds), strength: scorer.strength, trace: scorer.trace)
    }

    private init(recognizer: Recognizer, isExplained: Bool, strength: EvidenceStrength) {
        self.recognizer = recognizer
        self.isExplained = isExplained
        self.strength = strength
    }

    private mutating func check(_ text: CandidateText, by checks: [CandidateCheck]) -> Bool {
        for check in checks {
            if check.validator.accepts(text) {
                add("check \(check.validator.name)", check.gain)
                strength = max(strength, check.strength)
            } else if let penalty = check.penalty {
                add("failed \(check.validator.name)", penalty)
            } else {
                return false
            }
        }
        return true
    }

    private mutating func read(_ surroundings: Surroundings, around span: Range<Int>) {
        let context = ContextEvidence(
            of: recognizer.context, around: span, in: surroundings.words, reach: recognizer.reach)
        if let support = context.support {
            add("context \(support.name)", support.logOdds)
            strength = max(strength, .contextual)
        }
        if let objection = context.objection { add("context \(objection.name)", objection.logOdds) }
        if let field = surroundings.field?.term(of: recognizer.fields) {
            add("field \(field.name)", field.weight)
            strength = max(strength, .contextual)
        }
    }

    private mutating func add(_ name: @autoclosure () -> String, _ value: Double) {
        logOdds += value
        if isExplained { trace.append(EvidenceTerm(name: name(), logOdds: value)) }
    }
}
