// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import StrictYAML

/// The files under `dictionaries/`, in the order of their paths.
struct DictionaryFolder {
    struct File {
        /// The path below the resources folder, such as `dictionaries/ru/snils.yaml`.
        let path: String
        let document: YAMLNode
    }

    /// Every YAML document but the names' own, which have another form.
    let files: [File]
    /// SHA-256 over the paths, lengths and bytes of all files, hex: two equal digests find the same things.
    let digest: String

    private static let root = "dictionaries"
    private static let namesPrefix = "dictionaries/names/"

    init(resources: String) throws(DocumentError) {
        var files: [File] = []
        var hash = SHA256()
        for path in try Self.paths(in: resources) {
            guard let content = FileManager.default.contents(atPath: "\(resources)/\(path)") else {
                throw DocumentError(code: .invalidValue, file: path, expectation: "the file cannot be read")
            }
            hash.update(data: Array("\(path)\0\(content.count)\0".utf8))
            hash.update(data: content)
            guard path.hasSuffix(".yaml"), !path.hasPrefix(Self.namesPrefix) else { continue }
            guard let text = String(validating: content, as: UTF8.self) else {
                throw DocumentError(code: .syntax, file: path, expectation: "the file is not UTF-8")
            }
            files.append(File(path: path, document: try YAMLNode(parsing: text, file: path)))
        }
        self.files = files
        digest = hash.finalize().reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }

    /// The document at a path below `dictionaries/`.
    func document(_ path: String) throws(DocumentError) -> YAMLNode {
        guard let file = files.first(where: { $0.path == "\(Self.root)/\(path)" }) else {
            throw DocumentError(code: .missingKey, file: "\(Self.root)/\(path)", expectation: "the file is missing")
        }
        return file.document
    }

    /// The files that declare entity types.
    var entities: [YAMLNode] {
        files.filter { $0.path.hasPrefix("\(Self.root)/entities/") }.map(\.document)
    }

    /// The files that describe recognizers, with the id that their place gives them.
    var recognizers: [(id: String, document: YAMLNode)] {
        files.compactMap { file in
            let id = file.path.dropFirst(Self.root.count + 1).dropLast(".yaml".count)
            guard id.contains("/"), !id.hasPrefix("tables/"), !id.hasPrefix("entities/") else { return nil }
            return (String(id), file.document)
        }
    }

    /// Every file below `dictionaries/` that is not hidden, by path.
    private static func paths(in resources: String) throws(DocumentError) -> [String] {
        guard let below = try? FileManager.default.subpathsOfDirectory(atPath: "\(resources)/\(root)") else {
            throw DocumentError(code: .missingKey, file: root, expectation: "the folder cannot be read")
        }
        let paths = below.filter { path in
            path.split(separator: "/").last?.contains(".") == true
                && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        return paths.map { "\(root)/\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
