// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One dictionary file, validated: how values of a type look, and what speaks for them.
///
/// A class: hundreds of candidates of a text refer to one.
package final class Recognizer: Sendable {
    /// How well an algorithm or format is known (`dictionaries/README.md`).
    package enum Status: String, Sendable, CaseIterable {
        /// Two independent implementations, or the authority's own text, agree.
        case confirmed = "C2"
        /// One source.
        case single = "C1"
        /// The format alone.
        case unconfirmed = "U"
        /// Sources contradict each other.
        case conflicting = "X"
    }

    package let id: DetectorID
    package let entity: EntityType
    package let status: Status
    package let rules: [CandidateRule]
    let context: [ContextTerm]
    /// How many words on each side are looked at.
    let reach: Int
    let fields: [ContextTerm]
    let joint: [JointRule]
    package let examples: [DictionaryExample]

    init(
        id: DetectorID, entity: EntityType, status: Status, rules: [CandidateRule], context: [ContextTerm], reach: Int,
        fields: [ContextTerm], joint: [JointRule], examples: [DictionaryExample]
    ) {
        self.id = id
        self.entity = entity
        self.status = status
        self.rules = rules
        self.context = context
        self.reach = reach
        self.fields = fields
        self.joint = joint
        self.examples = examples
    }
}
