// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML
import TextNormalization

/// Values that an operator names, by type: `EMAIL: [support@bank.example, "*@bank.example"]`.
///
/// Compared as texts are folded, in any case; `*` stands for any run of characters.
package struct ValueList: Sendable {
    /// One value as written.
    struct Entry: Sendable {
        let type: EntityType
        /// The parts between the asterisks, folded, in lower case.
        let parts: [[UInt8]]
        let node: YAMLNode
    }

    let entries: [Entry]

    package static let empty = ValueList(entries: [])

    package var isEmpty: Bool { entries.isEmpty }

    /// Equal for lists that say the same in the same order.
    var canonicalBytes: [UInt8] {
        entries.flatMap { Array($0.type.rawValue.utf8) + [0] + $0.parts.joined(separator: [UInt8(ascii: "*")]) + [0] }
    }

    private init(entries: [Entry]) {
        self.entries = entries
    }

    /// Reads a mapping of types to values. Throws for a type that no dictionary declares, and for a value that is
    /// nothing but asterisks.
    package init(_ node: YAMLNode, catalog: EntityCatalog) throws(DocumentError) {
        var entries: [Entry] = []
        for (name, values) in try node.pairs() {
            let type = EntityType(rawValue: name)
            guard catalog[type] != nil else {
                throw values.error(.unknownKey, YAMLNode.unknown(name, among: catalog.types.map(\.rawValue)))
            }
            for value in try values.elements() {
                let parts = Self.normalized(Array(try value.string().utf8))
                    .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
                guard parts.contains(where: { !$0.isEmpty }) else {
                    throw value.error(.invalidValue, "expected a value, perhaps with * in it")
                }
                entries.append(Entry(type: type, parts: parts, node: value))
            }
        }
        self.entries = entries
    }

    /// Whether the list has a value for the type that is this folded text.
    func holds(_ folded: ArraySlice<UInt8>, as type: EntityType) -> Bool {
        guard !entries.isEmpty else { return false }
        var text = Array(folded)
        WordBytes.lowercase(&text)
        return entries.contains { $0.type == type && $0.matches(text) }
    }

    private static func normalized(_ text: [UInt8]) -> [UInt8] {
        var folded = AnalyzedText.fold(text)
        WordBytes.lowercase(&folded)
        return folded
    }
}

extension ValueList.Entry {
    /// Whether the text is the value: its parts in their order, the first at the start and the last at the end.
    fileprivate func matches(_ text: [UInt8]) -> Bool {
        guard let first = parts.first, let last = parts.last, text.starts(with: first) else { return false }
        guard parts.count > 1 else { return text.count == first.count }
        var rest = text[first.count...]
        for part in parts.dropFirst().dropLast() {
            guard let start = rest.indices.first(where: { rest[$0...].starts(with: part) }) else {
                if part.isEmpty { continue }
                return false
            }
            rest = rest[(start + part.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
