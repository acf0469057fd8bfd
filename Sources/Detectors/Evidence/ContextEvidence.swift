// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The strongest phrase for and the strongest phrase against a candidate, in its neighborhood.
///
/// Only one counts on each side: context words of one type come together («паспорт серии … выдан»), so that adding
/// them up would count the same evidence again.
struct ContextEvidence {
    /// A phrase of the table and what it adds.
    struct Term {
        let phrase: Int
        let logOdds: Double
    }

    private(set) var support: Term?
    private(set) var objection: Term?
    /// The phrase of the field's name.
    var field: Term?
    /// Whether a phrase that says what the value is, and hardly anything else, stands right before it.
    private var hasLabelBefore = false

    /// Whether such a phrase stands right before it or names its field.
    var isLabeled: Bool { hasLabelBefore || field?.logOdds ?? 0 >= Self.labelWeight }

    /// What a phrase is worth at least that names the type: «СНИЛС», not «номер».
    private static let labelWeight = 5.0
    /// What of its weight reaches the value where at most one word stands between them.
    private static let labelFactor = 0.9

    /// Takes in a mention in which the phrase has this weight for the recognizer.
    mutating func consider(_ mention: ContextMentions.Mention, weight: Double) {
        let logOdds = weight * mention.factor
        if weight >= Self.labelWeight, mention.factor >= Self.labelFactor { hasLabelBefore = true }
        if logOdds > 0, logOdds > support?.logOdds ?? 0 { support = Term(phrase: mention.phrase, logOdds: logOdds) }
        if logOdds < 0, !mention.isOthers, logOdds < objection?.logOdds ?? 0 {
            objection = Term(phrase: mention.phrase, logOdds: logOdds)
        }
    }
}
