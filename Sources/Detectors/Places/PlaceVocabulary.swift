// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The words of `dictionaries/places/*.yaml`, looked up by hash.
struct PlaceVocabulary: Sendable {
    private let words: HashTable<PlaceRoles>

    /// Reads the vocabulary's files. Throws for the first thing that is wrong in one.
    init(_ documents: [YAMLNode]) throws(DocumentError) {
        guard !documents.isEmpty else {
            throw DocumentError(code: .missingKey, file: "dictionaries/places", expectation: "the files are missing")
        }
        var entries: [UInt64: PlaceRoles] = [:]
        for root in documents {
            let keys = try root.mapping(keys: ["about", "source"] + PlaceRoles.named.map(\.name))
            _ = try keys.required("about").string()
            _ = try keys.required("source").string()
            for (name, role) in PlaceRoles.named {
                for entry in try keys.optional(name)?.elements() ?? [] {
                    entries[try Self.hash(of: entry), default: []].insert(role)
                }
            }
        }
        words = HashTable(entries)
    }

    /// What the word with this hash says; empty if nothing.
    func roles(of hash: UInt64) -> PlaceRoles { words[hash] ?? [] }

    private static func hash(of entry: YAMLNode) throws(DocumentError) -> UInt64 {
        let text = NameTokenizer.tokenize(WordEntries<PlaceRoles>.folded(try entry.string()))
        guard let word = text.tokens.first, text.tokens.count == 1 else {
            throw entry.error(.invalidValue, "expected one word")
        }
        return word.hash
    }
}
