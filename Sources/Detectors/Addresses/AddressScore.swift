// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The log-odds that a chain is an address, summed up; with its terms where a trace is asked for.
struct AddressScore {
    /// Log-odds below which nothing is reported (probability 0.27).
    static let floor = -1.0

    private(set) var logOdds: Double
    private(set) var terms: [EvidenceTerm] = []
    var isContextual = false
    var isStructural = false
    private let explains: Bool

    init(prior: Double, explains: Bool) {
        logOdds = prior
        self.explains = explains
        if explains { terms.append(EvidenceTerm(name: "address prior", logOdds: prior)) }
    }

    /// Adds one piece of evidence. `name` is a constant.
    mutating func add(_ name: StaticString, _ value: Double) {
        logOdds += value
        if explains { terms.append(EvidenceTerm(name: "\(name)", logOdds: value)) }
    }

    var strength: EvidenceStrength { isStructural ? .structural : isContextual ? .contextual : .lexical }
}
