// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import StrictYAML

/// What a word beside a name says about it.
struct NameContextRoles: OptionSet, Sendable {
    let rawValue: UInt32

    static let title = Self(rawValue: 1)
    static let address = Self(rawValue: 1 << 1)
    static let introduction = Self(rawValue: 1 << 2)
    static let label = Self(rawValue: 1 << 3)
    static let relation = Self(rawValue: 1 << 4)
    static let speech = Self(rawValue: 1 << 5)
    static let placeBefore = Self(rawValue: 1 << 6)
    static let locative = Self(rawValue: 1 << 7)
    static let placeAfter = Self(rawValue: 1 << 8)
    static let orgBefore = Self(rawValue: 1 << 9)
    static let particle = Self(rawValue: 1 << 10)
    static let suffix = Self(rawValue: 1 << 11)
    static let nasab = Self(rawValue: 1 << 12)
    static let kunya = Self(rawValue: 1 << 13)
    static let never = Self(rawValue: 1 << 14)
    static let honorific = Self(rawValue: 1 << 15)
    static let labelExcept = Self(rawValue: 1 << 16)
    static let facilityBefore = Self(rawValue: 1 << 17)
    static let ordinaryName = Self(rawValue: 1 << 18)
    static let place = Self(rawValue: 1 << 19)

    /// The keys of `context.yaml`.
    static let named: [(name: String, role: Self)] = [
        ("honorific", .honorific), ("title", .title), ("labelExcept", .labelExcept),
        ("facilityBefore", .facilityBefore), ("ordinaryName", .ordinaryName), ("place", .place), ("address", .address),
        ("introduction", .introduction), ("label", .label),
        ("relation", .relation), ("speech", .speech), ("placeBefore", .placeBefore), ("locative", .locative),
        ("placeAfter", .placeAfter), ("orgBefore", .orgBefore), ("particle", .particle), ("suffix", .suffix),
        ("nasab", .nasab), ("kunya", .kunya), ("never", .never),
    ]
}

/// The words and two-word phrases of `dictionaries/names/context.yaml`, looked up by hash.
struct NameContext: Sendable {
    private let words: RoleTable
    /// Words written with a star: any ending of up to three letters may follow.
    private let stems: RoleTable
    private let phrases: RoleTable

    /// Reads the file. Throws where it is missing or holds what nobody asked for.
    init(path: String) throws(DocumentError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: path, expectation: "expected a readable file")
        }
        let root = try YAMLNode(parsing: String(decoding: data, as: UTF8.self), file: path)
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
