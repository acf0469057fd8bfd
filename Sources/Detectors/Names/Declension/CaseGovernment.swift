// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// The cases that a word wants of the name after it.
package struct CaseGovernment: Sendable, Hashable {
    /// The cases, each once.
    package private(set) var cases: [GrammaticalCase]
    /// Whether the first of several is to be taken where nothing tells; otherwise the name stays as it is.
    package private(set) var prefersFirst: Bool

    package init(cases: [GrammaticalCase], prefersFirst: Bool = false) {
        self.cases = cases
        self.prefersFirst = prefersFirst
    }

    /// What a word says that stands in two lists: any of the cases, and none of them rather.
    mutating func merge(_ other: Self) {
        guard other != self else { return }
        cases += other.cases.filter { !cases.contains($0) }
        prefersFirst = false
    }
}
