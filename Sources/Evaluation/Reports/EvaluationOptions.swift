// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is scored, and how the report is broken down.
package struct EvaluationOptions: Sendable {
    /// Which labels are scored.
    package enum LabelScope: String, Sendable, CaseIterable {
        /// In each source the labels that its gold uses: where only names are labelled, an address found is no error.
        case auto
        /// Every label.
        case all
    }

    /// What documents are grouped by.
    package enum Grouping: String, Sendable, CaseIterable {
        case source
        case language = "lang"
        case file
        /// All documents together.
        case none
    }

    /// The labels to score; `nil`: as the scope says.
    package let labels: Set<SpanLabel>?
    package let scope: LabelScope
    /// Whether only findings of scored labels cover characters.
    package let isStrictCover: Bool
    package let groupings: [Grouping]
    /// How many rounds the intervals are computed from; 0: none.
    package let bootstrapRounds: Int
    package let seed: UInt32

    package init(
        labels: Set<SpanLabel>? = nil, scope: LabelScope = .auto, isStrictCover: Bool = false,
        groupings: [Grouping] = [.source], bootstrapRounds: Int = 1000, seed: UInt32 = 12_345
    ) {
        self.labels = labels
        self.scope = scope
        self.isStrictCover = isStrictCover
        self.groupings = groupings
        self.bootstrapRounds = bootstrapRounds
        self.seed = seed
    }
}

extension GoldDocument {
    /// The name of the group the document belongs to.
    func group(by grouping: EvaluationOptions.Grouping) -> String {
        switch grouping {
        case .source: source
        case .language: language
        case .file: file
        case .none: SpanLabel.all.rawValue
        }
    }
}
