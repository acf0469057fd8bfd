// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The words and two-word phrases of `dictionaries/names/context.yaml`, looked up by hash.
struct NameContext: Sendable {
    private let words: RoleTable
    /// Words written with a star: any ending of up to three letters may follow.
    private let stems: RoleTable
    private let phrases: RoleTable

    /// Reads the file. Throws where it is missing or holds what nobody asked for.
    init(path: String) throws(DocumentError) {
        let root = try YAMLNode(readingFile: path, named: path)
        let mapping = try root.mapping(keys: NameContextRoles.named.map(\.name))
        var entries = Entries()
        for (name, role) in NameContextRoles.named {
            try entries.add(try mapping.required(name), role)
        }
        words = RoleTable(entries.words)
        stems = RoleTable(entries.stems)
        phrases = RoleTable(entries.phrases)
    }

    /// What one word says. Only Russian words have endings to look behind.
    func roles(of token: NameToken, in text: NameText) -> NameContextRoles {
        let found = words[token.hash]
        guard token.script == .cyrillic else { return found }
        return found.union(stems[token.hash]).union(stemRoles(text.word(token)))
    }

    private func stemRoles(_ word: ArraySlice<UInt8>) -> NameContextRoles {
        var hash = WordHash()
        var found: NameContextRoles = []
        var index = word.startIndex
        let firstStem = max(word.startIndex + 2, word.endIndex - 6)
        while index < word.endIndex {
            if index >= firstStem, (index - word.startIndex).isMultiple(of: 2) { found.formUnion(stems[hash.value]) }
            hash.add(word[index])
            index += 1
        }
        return found
    }

    /// What a word says that is no token of its own.
    func roles(ofHash hash: UInt64) -> NameContextRoles { words[hash] }

    /// What two neighbouring words say together.
    func roles(of first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> NameContextRoles {
        phrases[Self.phraseHash(first, second)]
    }

    fileprivate static func phraseHash(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> UInt64 {
        var hash = WordHash()
        for byte in first { hash.add(byte) }
        hash.add(0x20)
        for byte in second { hash.add(byte) }
        return hash.value
    }

    /// The file's entries by kind.
    private struct Entries {
        var words: [UInt64: NameContextRoles] = [:]
        var stems: [UInt64: NameContextRoles] = [:]
        var phrases: [UInt64: NameContextRoles] = [:]

        mutating func add(_ node: YAMLNode, _ role: NameContextRoles) throws(DocumentError) {
            for element in try node.elements() {
                for entry in try element.strings() { try add(entry, role, at: element) }
            }
        }

        private mutating func add(
            _ entry: String, _ role: NameContextRoles, at node: YAMLNode
        ) throws(DocumentError) {
            let parts = entry.split(separator: " ")
            switch (parts.count, entry.utf8.last) {
            case (2, _):
                let hash = NameContext.phraseHash(Array(parts[0].utf8)[...], Array(parts[1].utf8)[...])
                phrases[hash, default: []].insert(role)
            case (1, UInt8(ascii: "*")): stems[WordHash.of(entry.utf8.dropLast()), default: []].insert(role)
            case (1, _): words[WordHash.of(entry.utf8), default: []].insert(role)
            default: throw node.error(.invalidValue, "expected a word or a phrase of two words")
            }
        }
    }
}
