// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A model name, in which `*` stands for any run of characters: `gpt-4o`, `gpt-*`, `*`.
///
/// `gpt-*=qwen2.5-72b` serves the names on the left by the model on the right, so that another vendor's model can take
/// over.
package struct ModelPattern: Hashable, Sendable {
    /// The pattern without what may stand after `=`.
    package let text: String
    /// What the upstream calls the model; `nil` where it has the client's name.
    package let replacement: String?
    private let parts: [[UInt8]]

    package init(_ text: String) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.text = String(sides[0])
        replacement = sides.count == 2 ? String(sides[1]) : nil
        parts = sides[0].utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// The one name it stands for; `nil` where it has a `*`.
    package var exactName: String? { parts.count == 1 ? text : nil }

    /// Whether a name, compared as bytes, is one the pattern stands for.
    package func matches(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return bytes == parts.first }
        guard bytes.count >= first.count + last.count, bytes.starts(with: first), bytes.suffix(last.count) == last[...]
        else { return false }
        var rest = bytes[first.count..<bytes.count - last.count]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
