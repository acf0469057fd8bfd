// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// A file of `dictionaries/answers`, as it is written.
struct AnswerPhraseFile {
    let unable, masked, missing: [AnswerPhrase]
    let placeholders: [EntityType: Set<[UInt8]>]
    let examples: [AnswerExample]

    /// Of each kind of example a file has so many at least.
    private static let leastExamples = 3

    /// Throws for the first thing that is wrong. Examples are read here and tried by `zavesa dictionary check`.
    init(_ root: YAMLNode, catalog: EntityCatalog) throws(DocumentError) {
        let keys = try root.mapping(keys: [
            "about", "source", "unable", "masked", "missing", "placeholders", "examples",
        ])
        _ = try keys.required("about").string()
        _ = try keys.required("source").string()
        unable = try Self.phrases(keys.optional("unable"))
        masked = try Self.phrases(keys.optional("masked"))
        missing = try Self.phrases(keys.optional("missing"))
        guard unable.isEmpty == masked.isEmpty else {
            throw root.error(.missingKey, "unable and masked are looked for together: one alone says nothing")
        }
        placeholders = try Self.placeholders(keys.optional("placeholders"), catalog)
        examples = try Self.examples(keys.required("examples"))
    }

    private static func phrases(_ node: YAMLNode?) throws(DocumentError) -> [AnswerPhrase] {
        var phrases: [AnswerPhrase] = []
        for element in try node?.elements() ?? [] { phrases.append(try AnswerPhrase(element)) }
        return phrases
    }

    private static func placeholders(
        _ node: YAMLNode?, _ catalog: EntityCatalog
    ) throws(DocumentError) -> [EntityType: Set<[UInt8]>] {
        var placeholders: [EntityType: Set<[UInt8]>] = [:]
        for (name, values) in try node?.pairs() ?? [] {
            let type = EntityType(rawValue: name)
            guard catalog[type] != nil else {
                throw values.error(.unknownKey, YAMLNode.unknown(name, among: catalog.types.map(\.rawValue)))
            }
            for value in try values.elements() {
                let words = AnswerPhrases.normalized(Array(try value.string().utf8))
                guard words.count > 1 else { throw value.error(.invalidValue, "expected a word or several") }
                placeholders[type, default: []].insert(words)
            }
        }
        return placeholders
    }

    private static func examples(_ node: YAMLNode) throws(DocumentError) -> [AnswerExample] {
        let sayings = AnswerPhrases.Saying.allCases
        let keys = try node.mapping(keys: sayings.map(\.rawValue) + ["neither"])
        var examples: [AnswerExample] = []
        for (name, saying) in sayings.map({ ($0.rawValue, Optional($0)) }) + [("neither", nil)] {
            let texts = try keys.required(name)
            let elements = try texts.elements()
            guard elements.count >= leastExamples else {
                throw texts.error(.missingKey, "expected \(leastExamples) examples at least")
            }
            for element in elements { examples.append(try AnswerExample(element, expected: saying)) }
        }
        return examples
    }
}

/// An answer of a dictionary, with what it has to say.
struct AnswerExample: Sendable {
    let file: String
    let line: Int?
    let text: [UInt8]
    let expected: AnswerPhrases.Saying?

    init(_ node: YAMLNode, expected: AnswerPhrases.Saying?) throws(DocumentError) {
        file = node.file
        line = node.line
        text = Array(try node.string().utf8)
        self.expected = expected
    }
}

extension AnswerPhrases {
    /// Reads the files of the folder, an operator's own among them; none is nothing to say.
    init(_ documents: [YAMLNode], catalog: EntityCatalog) throws(DocumentError) {
        self.init()
        for document in documents { add(try AnswerPhraseFile(document, catalog: catalog)) }
    }

    /// The examples that do not hold, each with its place.
    package var failures: [String] {
        examples.filter { saying(of: $0.text) != $0.expected }.map { example in
            "\(example.file):\(example.line ?? 0): \(example.expected?.rawValue ?? "neither") was expected of the answer"
        }
    }
}
