// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One labelled text, and what was found in it.
package struct GoldDocument: Sendable {
    /// A place where something was found.
    package struct Finding: Sendable, Hashable {
        package let range: Range<Int>
        package let type: EntityType
    }

    package let id: String
    /// The name of the file it came from.
    package let file: String
    /// What its line says, or `-`.
    package let source: String
    package let language: String
    package let text: CodePointText
    package let gold: [LabeledSpan]
    package internal(set) var predicted: [LabeledSpan]
    /// The same places as `predicted`, by entity type.
    package internal(set) var findings: [Finding]
    var warnings: EvaluationWarnings
}
