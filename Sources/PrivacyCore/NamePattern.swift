// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A name in which `*` stands for any run of characters; compared as bytes.
package struct NamePattern: Sendable, Hashable {
    /// As written.
    package let text: String
    private let parts: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// The one name it stands for; `nil` where it has a `*`.
    package var exactName: String? { parts.count == 1 ? text : nil }

    /// Whether the pattern stands for a name.
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
