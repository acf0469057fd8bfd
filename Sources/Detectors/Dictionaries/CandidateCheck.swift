// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A validator as one dictionary uses it.
package struct CandidateCheck: Sendable {
    package let validator: Validator
    /// The share of random candidates of this form that pass: 0.1 for one check digit.
    package let acceptRate: Double
    /// Log-odds when the check fails; `nil`: the candidate is no value of the type.
    package let penalty: Double?
    /// Log-odds when it passes, and the strength of that evidence.
    package let gain: Double
    package let strength: EvidenceStrength

    /// Below this share a passed checksum counts as `validated`, above it as structure that agrees.
    private static let validatingRate = 0.02

    init(validator: Validator, acceptRate: Double, penalty: Double?, isConfirmed: Bool) {
        self.validator = validator
        self.acceptRate = acceptRate
        self.penalty = penalty
        gain = LogOdds.gain(acceptRate: acceptRate)
        let isTelling = acceptRate <= 0.2
        switch validator.kind {
        case .checksum where isConfirmed && acceptRate <= Self.validatingRate: strength = .validated
        case .checksum, .structure: strength = isTelling ? .structural : .lexical
        }
    }
}
