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

    /// The keys of `context.yaml`.
    static let named: [(name: String, role: Self)] = [
        ("honorific", .honorific), ("title", .title), ("labelExcept", .labelExcept), ("address", .address),
        ("introduction", .introduction), ("label", .label),
        ("relation", .relation), ("speech", .speech), ("placeBefore", .placeBefore), ("locative", .locative),
        ("placeAfter", .placeAfter), ("orgBefore", .orgBefore), ("particle", .particle), ("suffix", .suffix),
        ("nasab", .nasab), ("kunya", .kunya), ("never", .never),
    ]
}

/// The words and two-word phrases of `dictionaries/names/context.yaml`, looked up by hash.
struct NameContext: Sendable {
    private var words: [UInt64: NameContextRoles] = [:]
    /// Words written with a star: any ending of up to three letters may follow.
    private var stems: [UInt64: NameContextRoles] = [:]
    private var phrases: [UInt64: NameContextRoles] = [:]

    /// Reads the file. Throws where it is missing or holds what nobody asked for.
    init(path: String) throws(DocumentError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: path, expectation: "expected a readable file")
        }
        let root = try YAMLNode(parsing: String(decoding: data, as: UTF8.self), file: path)
        let mapping = try root.mapping(keys: NameContextRoles.named.map(\.name))
        for (name, role) in NameContextRoles.named {
            try add(try mapping.required(name), role)
        }
    }

    /// What one word says.
    func roles(of word: ArraySlice<UInt8>, letterBytes: Int) -> NameContextRoles {
        var hash = WordHash()
        var found: NameContextRoles = []
        var index = word.startIndex
        let firstStem = word.endIndex - 3 * letterBytes
        while index < word.endIndex {
            if index >= firstStem, index > word.startIndex, let roles = stems[hash.value] { found.formUnion(roles) }
            hash.add(word[index])
            index += 1
        }
        let value = hash.value
        if let roles = stems[value] { found.formUnion(roles) }
        if let roles = words[value] { found.formUnion(roles) }
        return found
    }

    /// What two neighbouring words say together.
    func roles(of first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> NameContextRoles {
        phrases[Self.phraseHash(first, second)] ?? []
    }

    private mutating func add(_ node: YAMLNode, _ role: NameContextRoles) throws(DocumentError) {
        for element in try node.elements() {
            for entry in try element.strings() {
                let parts = entry.split(separator: " ")
                if parts.count == 2 {
                    let hash = Self.phraseHash(Array(parts[0].utf8)[...], Array(parts[1].utf8)[...])
                    phrases[hash, default: []].insert(role)
                } else if entry.hasSuffix("*") {
                    stems[WordHash.of(entry.utf8.dropLast()), default: []].insert(role)
                } else if parts.count == 1 {
                    words[WordHash.of(entry.utf8), default: []].insert(role)
                } else {
                    throw element.error(.invalidValue, "expected a word or a phrase of two words")
                }
            }
        }
    }

    private static func phraseHash(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> UInt64 {
        var hash = WordHash()
        for byte in first { hash.add(byte) }
        hash.add(0x20)
        for byte in second { hash.add(byte) }
        return hash.value
    }
}
