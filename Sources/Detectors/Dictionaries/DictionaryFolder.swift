// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import PrivacyCore
import StrictYAML

/// The files under `dictionaries/` and under an operator's own folder, in the order of their paths.
struct DictionaryFolder {
    struct File: Sendable {
        /// The path as errors give it, such as `dictionaries/ru/snils.yaml`.
        let path: String
        /// The path below its folder, such as `ru/snils.yaml`.
        let name: String
        let document: YAMLNode
    }

    /// Every YAML document but the names' own, which have another form.
    let files: [File]
    /// SHA-256 over the paths, lengths and bytes of all files, hex: two equal digests find the same things.
    let digest: String

    private static let root = "dictionaries"
    private static let namesPrefix = "names/"
    /// Folders whose files describe no recognizers.
    private static let otherGroups: [Substring] = [
        "tables", "entities", "addresses", "organisations", "places", "answers", "grammar", "notes",
    ]
    /// An operator's file is at most this many bytes.
    private static let largestFile = 4 << 20

    /// - Parameter own: a folder of the same form as `dictionaries/`; it adds types and recognizers.
    init(resources: String, own: String? = nil) throws(DocumentError) {
        var texts: [(path: String, name: String, text: String)] = []
        var hash = SHA256()
        var folders = [(path: "\(resources)/\(Self.root)", shown: Self.root)]
        if let own { folders.append((path: own, shown: own)) }
        for folder in folders {
            for name in try Self.names(in: folder.path, shown: folder.shown) {
                let path = "\(folder.shown)/\(name)"
                guard let content = FileManager.default.contents(atPath: "\(folder.path)/\(name)"),
                    folder.shown == Self.root || content.count <= Self.largestFile
                else { throw DocumentError(code: .invalidValue, file: path, expectation: "the file cannot be read") }
                hash.update(data: Array("\(path)\0\(content.count)\0".utf8))
                hash.update(data: content)
                guard name.hasSuffix(".yaml"), !name.hasPrefix(Self.namesPrefix) else { continue }
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw DocumentError(code: .syntax, file: path, expectation: "the file is not UTF-8")
                }
                texts.append((path, name, text))
            }
        }
        // Parsing is a third of the start.
        files = try concurrentMap(texts.count) { [texts] (index) throws(DocumentError) in
            let (path, name, text) = texts[index]
            return File(path: path, name: name, document: try YAMLNode(parsing: text, file: path))
        }
        digest = Hexadecimal.text(of: hash.finalize())
    }

    /// The document at a path below `dictionaries/`.
    func document(_ path: String) throws(DocumentError) -> YAMLNode {
        guard let file = files.first(where: { $0.path == "\(Self.root)/\(path)" }) else {
            throw DocumentError(code: .missingKey, file: "\(Self.root)/\(path)", expectation: "the file is missing")
        }
        return file.document
    }

    /// The files that declare entity types.
    var entities: [YAMLNode] { files.filter { $0.name.hasPrefix("entities/") }.map(\.document) }

    /// The words of addresses, of organisations, of answers, of grammar: the files of one of the other folders.
    func vocabulary(_ group: String) -> [YAMLNode] { files.filter { $0.name.hasPrefix("\(group)/") }.map(\.document) }

    /// The files that describe recognizers, with the id that their place gives them.
    var recognizers: [(id: String, document: YAMLNode)] {
        files.compactMap { file in
            let id = file.name.dropLast(".yaml".count)
            guard let group = id.split(separator: "/").first, group != id, !Self.otherGroups.contains(group) else {
                return nil
            }
            return (String(id), file.document)
        }
    }

    /// Every file below a folder that is not hidden, by path.
    private static func names(in folder: String, shown: String) throws(DocumentError) -> [String] {
        guard let below = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw DocumentError(code: .missingKey, file: shown, expectation: "the folder cannot be read")
        }
        let names = below.filter { path in
            path.split(separator: "/").last?.contains(".") == true
                && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
