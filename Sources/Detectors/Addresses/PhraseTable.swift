// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Phrases by their first word. A word that begins none costs one look and no counting of references.
struct PhraseTable<Roles: OptionSet & Sendable>: Sendable {
    private let indices: HashTable<Int>
    private let lists: [[WordPhrase<Roles>]]

    init(_ phrases: [UInt64: [WordPhrase<Roles>]]) {
        let ordered = phrases.sorted { $0.key < $1.key }
        lists = ordered.map(\.value)
        indices = HashTable(
            Dictionary(
                ordered.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The longest phrase that begins at a token: what it means, and how many tokens it takes.
    func longest(at start: Int, in tokens: [AddressToken]) -> (roles: Roles, length: Int)? {
        guard let index = indices[tokens[start].hash] else { return nil }
        var found: (roles: Roles, length: Int)?
        for phrase in lists[index] {
            if let length = phrase.length(in: tokens, from: start), length > found?.length ?? 1 {
                found = (phrase.roles, length)
            }
        }
        return found
    }
}
