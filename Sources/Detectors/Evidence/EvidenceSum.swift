// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Log-odds that are summed up piece by piece; with their terms where a trace is asked for.
struct EvidenceSum: Sendable {
    private(set) var logOdds: Double
    private(set) var terms: [EvidenceTerm] = []
    private let explains: Bool

    /// Starts at the prior of a candidate. `name` is a constant.
    init(_ name: StaticString, prior: Double, explains: Bool) {
        logOdds = 0
        self.explains = explains
        add(name, prior)
    }

    /// Adds one piece of evidence. `name` is a constant.
    mutating func add(_ name: StaticString, _ value: Double) {
        logOdds += value
        if explains { terms.append(EvidenceTerm(name: "\(name)", logOdds: value)) }
    }

    /// Makes all evidence so far count so much.
    mutating func weigh(_ factor: Double) {
        logOdds *= factor
        terms = terms.map { EvidenceTerm(name: $0.name, logOdds: $0.logOdds * factor) }
    }

    /// The probability, 0 to 1.
    var probability: Double { LogOdds.probability(logOdds) }
}
