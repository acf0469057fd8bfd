// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// How many ASCII digits a match of a pattern holds: `11`, `10-12`, or `6+`.
struct DigitCounts: Sendable {
    let least: Int
    /// `nil`: any number from `least`.
    let most: Int?

    init(_ node: YAMLNode) throws(DocumentError) {
        let text = try node.string()
        let isOpen = text.hasSuffix("+")
        let ends = (isOpen ? text.dropLast() : text[...]).split(separator: "-", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard let least = ends.first ?? nil, let most = ends.last ?? nil, ends.count <= (isOpen ? 1 : 2),
            least >= 1, most >= least
        else { throw node.error(.invalidValue, "expected a count of digits such as 11, 10-12 or 6+") }
        self.least = least
        self.most = isOpen ? nil : most
    }
}
