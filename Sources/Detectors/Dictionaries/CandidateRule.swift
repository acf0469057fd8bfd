// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PatternMatching
package import PrivacyCore
import StrictYAML

/// One form of a value in a dictionary: how candidates are found, and what the form alone is worth.
///
/// A class: every candidate of a text refers to one.
package final class CandidateRule: Sendable {
    package enum Source: Sendable {
        /// A PCRE2 expression over the folded text; a group named `value` is the span, else the whole match.
        case expression(PatternSource)
        /// A scanner of code, by its place in the registry, and one of its variants.
        case scanner(Int, variant: Int)
        /// The whole text, where the field's name is one of the recognizer's.
        case fieldValue
    }

    package let name: String
    package let source: Source
    /// Log-odds of the form alone.
    package let prior: Double
    /// The strength of the form alone.
    package let strength: EvidenceStrength
    package let checks: [CandidateCheck]
    /// Where it is written, for errors.
    let node: YAMLNode

    init(
        name: String, source: Source, prior: Double, strength: EvidenceStrength, checks: [CandidateCheck],
        node: YAMLNode
    ) {
        self.name = name
        self.source = source
        self.prior = prior
        self.strength = strength
        self.checks = checks
        self.node = node
    }
}
