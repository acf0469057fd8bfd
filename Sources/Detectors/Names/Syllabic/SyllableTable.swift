// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The syllables that names of China, Korea and Vietnam are made of, as other scripts write them, and their surnames:
/// `dictionaries/names/syllables.yaml`.
struct SyllableTable: Sendable {
    /// The syllables and surnames of one script.
    private struct Script: Sendable {
        let surnames: Set<UInt64>
        /// Syllables that are usual in given names, and no words of the script's languages.
        let given: Set<UInt64>
        let onsets: [[UInt8]]
        let nuclei: [[UInt8]]
        let codas: [[UInt8]]
    }

    /// No name's word has more.
    private static let most = 2

    private let scripts: [NameToken.Script: Script]

    /// Reads the file. Throws where it is missing or holds what nobody asked for.
    init(path: String) throws(DocumentError) {
        let root = try YAMLNode(readingFile: path, named: path)
        let mapping = try root.mapping(keys: ["cyrillic", "latin"])
        scripts = [
            .cyrillic: try Self.script(mapping.required("cyrillic")),
            .latin: try Self.script(mapping.required("latin")),
        ]
    }

    private static func script(_ node: YAMLNode) throws(DocumentError) -> Script {
        let mapping = try node.mapping(keys: ["surnames", "given", "onsets", "nuclei", "codas"])
        func words(_ node: YAMLNode?) throws(DocumentError) -> Set<UInt64> {
            var words: Set<UInt64> = []
            for line in try node?.elements() ?? [] {
                for word in try line.strings() { words.insert(WordHash.of(word.utf8)) }
            }
            return words
        }
        func parts(_ key: String) throws(DocumentError) -> [[UInt8]] {
            try mapping.required(key).strings().map { Array($0.utf8) }
        }
        return Script(
            surnames: try words(mapping.required("surnames")), given: try words(mapping.optional("given")),
            onsets: try parts("onsets"), nuclei: try parts("nuclei"), codas: try parts("codas"))
    }

    /// Whether a word is one of the surnames.
    func isSurname(_ token: NameToken) -> Bool { scripts[token.script]?.surnames.contains(token.hash) ?? false }

    /// Whether a word is a syllable that is usual in given names.
    func isGiven(_ token: NameToken) -> Bool { scripts[token.script]?.given.contains(token.hash) ?? false }

    /// The fewest syllables that a word in small letters is made of, if these are one or two.
    func syllables(of word: ArraySlice<UInt8>, _ script: NameToken.Script) -> Int? {
        guard let script = scripts[script] else { return nil }
        var ends: Set<Int> = [word.startIndex]
        for count in 1...Self.most {
            ends = ends.reduce(into: []) { $0.formUnion(Self.ends(in: word, from: $1, script)) }
            if ends.contains(word.endIndex) { return count }
        }
        return nil
    }

    /// Where the syllables end that begin at an offset.
    private static func ends(in word: ArraySlice<UInt8>, from start: Int, _ script: Script) -> Set<Int> {
        var ends: Set<Int> = []
        for onset in script.onsets + [[]] where word[start...].starts(with: onset) {
            let next = start + onset.count
            for nucleus in script.nuclei where word[next...].starts(with: nucleus) {
                let end = next + nucleus.count
                ends.insert(end)
                for coda in script.codas where word[end...].starts(with: coda) { ends.insert(end + coda.count) }
            }
        }
        return ends
    }
}
