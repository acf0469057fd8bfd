// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A model name, in which `*` stands for any run of characters: `gpt-4o`, `gpt-*`, `*`.
///
/// `gpt-*=qwen2.5-72b` serves the names on the left by the model on the right, so that another vendor's model can take
/// over.
package struct ModelPattern: Hashable, Sendable {
    /// What the upstream calls the model; `nil` where it has the client's name.
    package let replacement: String?
    private let name: NamePattern

    package init(_ text: String) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        name = NamePattern(String(sides[0]))
        replacement = sides.count == 2 ? String(sides[1]) : nil
    }

    /// The pattern without what may stand after `=`.
    package var text: String { name.text }

    /// The one name it stands for; `nil` where it has a `*`.
    package var exactName: String? { name.exactName }

    /// Whether a name is one the pattern stands for.
    package func matches(_ model: String) -> Bool { name.matches(model) }
}
