// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// A file of `dictionaries/grammar`, as it is written.
struct GrammarDocument {
    private(set) var surname: [DeclensionRule] = []
    private(set) var given: [DeclensionRule] = []
    private(set) var patronymic: [DeclensionRule] = []
    /// By word: small letters, ё written as е.
    private(set) var government: [[UInt8]: CaseGovernment] = [:]
    private(set) var examples: [GrammarExample] = []

    /// Throws for the first thing that is wrong. Examples are read here and tried by `zavesa dictionary check`.
    init(_ root: YAMLNode) throws(DocumentError) {
        let keys = try root.mapping(keys: ["about", "source", "declension", "government", "agreeing", "examples"])
        _ = try keys.required("about").string()
        _ = try keys.required("source").string()
        if let node = keys.optional("declension") {
            let rules = try node.mapping(keys: ["surname", "given", "patronymic"])
            surname = try Self.rules(rules.optional("surname"))
            given = try Self.rules(rules.optional("given"))
            patronymic = try Self.rules(rules.optional("patronymic"))
        }
        for element in try keys.optional("government")?.elements() ?? [] { try addGovernment(element) }
        for (stem, forms) in try keys.optional("agreeing")?.pairs() ?? [] { try addAgreeing(stem, forms) }
        for element in try keys.required("examples").elements() { examples.append(try GrammarExample(element)) }
    }

    private static func rules(_ node: YAMLNode?) throws(DocumentError) -> [DeclensionRule] {
        var rules: [DeclensionRule] = []
        for element in try node?.elements() ?? [] { rules.append(try DeclensionRule(element)) }
        return rules
    }

    private mutating func addGovernment(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["cases", "prefer", "words", "stems"])
        let names = try keys.required("cases")
        var cases: [GrammaticalCase] = []
        for element in try names.elements() {
            let name = try element.string()
            guard let found = GrammaticalCase.allCases.first(where: { $0.name == name }) else {
                throw element.error(.invalidValue, YAMLNode.unknown(name, among: GrammaticalCase.allCases.map(\.name)))
            }
            cases.append(found)
        }
        guard !cases.isEmpty else { throw names.error(.invalidValue, "expected a case or several") }
        let prefers = try keys.optional("prefer")?.boolean() ?? false
        let entry = CaseGovernment(cases: cases, prefersFirst: prefers)
        for list in try keys.optional("words")?.elements() ?? [] {
            for element in try list.elements() { add(try element.smallWord(), entry) }
        }
        for (stem, endings) in try keys.optional("stems")?.pairs() ?? [] {
            for ending in try endings.string().split(separator: " ") {
                add(try endings.smallWord(stem + (ending == "_" ? "" : String(ending))), entry)
            }
        }
    }

    /// A noun's six forms: each wants the name in the cases that it can be itself.
    private mutating func addAgreeing(_ stem: String, _ node: YAMLNode) throws(DocumentError) {
        let endings = try node.caseEndings()
        for (grammaticalCase, ending) in zip(GrammaticalCase.allCases, endings) {
            let word = try node.smallWord(stem + String(decoding: ending, as: UTF8.self))
            add(word, CaseGovernment(cases: [grammaticalCase]))
        }
    }

    private mutating func add(_ word: [UInt8], _ entry: CaseGovernment) {
        if government[word] == nil {
            government[word] = entry
        } else {
            government[word]?.merge(entry)
        }
    }
}

extension DeclensionRule {
    /// Throws for the first thing that is wrong.
    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["whole", "plain", "after", "syllables", "lemma", "masculine", "feminine"])
        whole = try keys.optional("whole")?.smallWord()
        isPlain = try keys.optional("plain")?.boolean() ?? false
        var classes: [StemClass] = []
        var endings: [[UInt8]] = []
        for element in try keys.optional("after")?.elements() ?? [] {
            let name = try element.string()
            if let known = StemClass(rawValue: name) {
                classes.append(known)
            } else if name.utf8.allSatisfy({ $0 < 0x80 }) {
                throw element.error(
                    .invalidValue, YAMLNode.unknown(name, among: StemClass.allCases.map(\.rawValue)))
            } else {
                endings.append(try element.smallWord())
            }
        }
        guard (whole != nil) != (classes.count + endings.count > 0) else {
            throw node.error(.missingKey, "expected either the whole word or what the stem is after")
        }
        self.classes = classes
        self.endings = endings
        syllables = try keys.optional("syllables")?.integer() ?? 0
        lemma = Array((try keys.optional("lemma")?.string() ?? "").utf8)
        masculine = try keys.optional("masculine")?.caseEndings() ?? []
        feminine = try keys.optional("feminine")?.caseEndings() ?? []
        guard !masculine.isEmpty || !feminine.isEmpty else {
            throw node.error(.missingKey, "expected the endings of the masculine, the feminine or both")
        }
    }
}

extension YAMLNode {
    /// Six endings in the order of the cases; `_` is none.
    fileprivate func caseEndings() throws(DocumentError) -> [[UInt8]] {
        let endings = try string().split(separator: " ").map { $0 == "_" ? [] : Array($0.utf8) }
        guard endings.count == GrammaticalCase.allCases.count else {
            throw error(.invalidValue, "expected six endings with spaces between them, _ for none")
        }
        return endings
    }

    /// A word in small Cyrillic letters without ё, hyphens between them allowed.
    fileprivate func smallWord() throws(DocumentError) -> [UInt8] { try smallWord(string()) }

    fileprivate func smallWord(_ text: String) throws(DocumentError) -> [UInt8] {
        let isWord = !text.isEmpty && text.unicodeScalars.allSatisfy { ("а"..."я").contains($0) || $0 == "-" }
        guard isWord else { throw error(.invalidValue, "expected a word in small Cyrillic letters, with е for ё") }
        return Array(text.utf8)
    }
}
