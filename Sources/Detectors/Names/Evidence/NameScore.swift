// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

#if canImport(Glibc)
import Glibc
#endif

/// The log-odds that a candidate is a person, summed up; with its terms where a trace is asked for.
struct NameScore: Sendable {
    private(set) var logOdds: Double
    private(set) var terms: [EvidenceTerm] = []
    private let explains: Bool

    /// Starts at the prior of a candidate.
    init(prior: Double, explains: Bool) {
        logOdds = prior
        self.explains = explains
        if explains { terms.append(EvidenceTerm(name: "name prior", logOdds: prior)) }
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
    var probability: Double { 1 / (1 + exp(-logOdds)) }

    /// The natural-logarithm odds of a probability.
    static func logOdds(_ probability: Double) -> Double { log(probability / (1 - probability)) }
}
