// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import StrictYAML

/// The words of `dictionaries/organisations`, and a search for the forms among them.
struct OrganizationVocabulary: Sendable {
    private let words: HashTable<OrganizationRoles>
    private let phrases: PhraseTable<OrganizationRoles>
    /// Finds where a form may stand.
    private let automaton: LiteralAutomaton
    /// How long the strings are that it finds, and whether each is a form in capitals only.
    private let forms: [(count: Int, isUpper: Bool)]
    private let lexicons: NameLexicons

    /// Reads the vocabulary's files. Throws for the first thing that is wrong in one.
    init(_ documents: [YAMLNode], lexicons: NameLexicons) throws(DocumentError) {
        guard !documents.isEmpty else {
            throw DocumentError(
                code: .missingKey, file: "dictionaries/organisations", expectation: "the files are missing")
        }
        var entries = WordEntries<OrganizationRoles>(allowsStems: false)
        var literals: [String: Bool] = [:]
        for root in documents {
            let keys = try root.mapping(keys: ["about", "source"] + OrganizationRoles.named.map(\.name))
            _ = try keys.required("about").string()
            _ = try keys.required("source").string()
            for (name, role) in OrganizationRoles.named {
                for entry in try keys.optional(name)?.elements() ?? [] {
                    try entries.add(entry, role)
                    guard OrganizationRoles.forms.contains(role) else { continue }
                    let literal = Self.literal(try entry.string())
                    let isUpper = role == .formBefore || role == .formAfterUpper
                    literals[literal] = isUpper && literals[literal] ?? true
                }
            }
        }
        words = HashTable(entries.words)
        phrases = PhraseTable(entries.phrases)
        let ordered = literals.sorted { $0.key < $1.key }
        forms = ordered.map { (count: $0.key.utf8.count, isUpper: $0.value) }
        guard let automaton = LiteralAutomaton(ordered.enumerated().map { ($0.element.key, $0.offset, .atWords) })
        else {
            throw DocumentError(
                code: .invalidValue, file: documents.first?.file ?? "", expectation: "the forms are too many together")
        }
        self.automaton = automaton
        self.lexicons = lexicons
    }

    /// The string that every text with an entry holds: its longest word, points included.
    private static func literal(_ entry: String) -> String {
        let folded = String(decoding: WordEntries<OrganizationRoles>.folded(entry), as: UTF8.self)
        return folded.split(separator: " ").max { $0.utf8.count < $1.utf8.count }.map(String.init) ?? folded
    }

    /// The offsets behind the words that may be forms, in text order.
    func possibleForms(in text: [UInt8], _ body: (Int) -> Void) {
        var last = -1
        automaton.scan(text) { end, id in
            guard end > last, end >= text.count || !WordBytes.isWord(text, end) else { return }
            let start = end - forms[id].count
            guard start >= 0, start == 0 || !WordBytes.isWord(text, start - 1),
                !forms[id].isUpper || Self.isCapital(text, start) || Self.isQuoteNear(text, end)
            else { return }
            last = end
            body(end)
        }
    }

    private static func isCapital(_ text: [UInt8], _ index: Int) -> Bool {
        text[index].isASCIIUppercase || NameLetter(at: index, in: text)?.isCapital == true
    }

    private static func isQuoteNear(_ text: [UInt8], _ end: Int) -> Bool {
        text[end..<min(text.count, end + 2)].contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    }

    /// What the word or phrase at a token means, and how many tokens it takes.
    func roles(at index: Int, in tokens: [AddressToken]) -> (roles: OrganizationRoles, length: Int) {
        let token = tokens[index]
        guard token.kind == .word else { return ([], 1) }
        return phrases.longest(at: index, in: tokens) ?? (words[token.hash] ?? [], 1)
    }

    /// Whether an Arabic word can be a name: the lists know it as a place, or not as an ordinary word.
    func isName(_ token: AddressToken) -> Bool {
        let flags = lexicons.arabic.flags(of: token.hash)
        return flags.contains(.place) || flags.isDisjoint(with: [.ordinary, .frequent])
    }
}
