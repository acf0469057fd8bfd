// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import StrictYAML

/// The words of `dictionaries/organisations`, and a search for the forms among them.
struct OrganizationVocabulary: Sendable {
    private let words: HashTable<OrganizationRoles>
    private let phrases: HashTable<[WordPhrase<OrganizationRoles>]>
    /// Finds where a form may stand.
    private let forms: LiteralAutomaton
    private let lexicons: NameLexicons

    /// Reads the vocabulary's files. Throws for the first thing that is wrong in one.
    init(_ documents: [YAMLNode], lexicons: NameLexicons) throws(DocumentError) {
        guard !documents.isEmpty else {
            throw DocumentError(
                code: .missingKey, file: "dictionaries/organisations", expectation: "the files are missing")
        }
        var entries = WordEntries<OrganizationRoles>(allowsStems: false)
        var literals: Set<String> = []
        for root in documents {
            let keys = try root.mapping(keys: ["about", "source"] + OrganizationRoles.named.map(\.name))
            _ = try keys.required("about").string()
            _ = try keys.required("source").string()
            for (name, role) in OrganizationRoles.named {
                for entry in try keys.optional(name)?.elements() ?? [] {
                    try entries.add(entry, role)
                    if OrganizationRoles.forms.contains(role) { literals.insert(Self.literal(try entry.string())) }
                }
            }
        }
        words = HashTable(entries.words)
        phrases = HashTable(entries.phrases)
        guard let automaton = LiteralAutomaton(literals.sorted().map { ($0, $0.utf8.count) }) else {
            throw DocumentError(
                code: .invalidValue, file: documents.first?.file ?? "", expectation: "the forms are too many together")
        }
        forms = automaton
        self.lexicons = lexicons
    }

    /// The string that every text with an entry holds: its longest word.
    private static func literal(_ entry: String) -> String {
        let folded = String(decoding: WordEntries<OrganizationRoles>.folded(entry), as: UTF8.self)
        return folded.split { " .-/&".contains($0) }.max { $0.utf8.count < $1.utf8.count }.map(String.init) ?? folded
    }

    /// The offsets behind the strings that may be forms, in text order: whole words, but for what Arabic writes before one.
    func possibleForms(in text: [UInt8], _ body: (Int) -> Void) {
        forms.scan(text) { end, lengths in
            guard end >= text.count || !WordBytes.isWord(text, end) else { return }
            let isForm = lengths.contains { length in
                let start = end - length
                return start == 0 || ArabicClitics.isArabic(text[start]) || !WordBytes.isWord(text, start - 1)
            }
            if isForm { body(end) }
        }
    }

    /// What the word or phrase at a token means, and how many tokens it takes.
    func roles(at index: Int, in tokens: [AddressToken]) -> (roles: OrganizationRoles, length: Int) {
        let token = tokens[index]
        guard token.kind == .word else { return ([], 1) }
        var found: (roles: OrganizationRoles, length: Int) = (words[token.hash] ?? [], 1)
        for phrase in phrases[token.hash] ?? [] {
            if let length = phrase.length(in: tokens, from: index), length > found.length {
                found = (phrase.roles, length)
            }
        }
        return found
    }

    /// Whether an Arabic word can be a name: the lists know it as a place, or not as an ordinary word.
    func isName(_ token: AddressToken) -> Bool {
        let flags = lexicons.arabic.flags(of: token.hash)
        return flags.contains(.place) || flags.isDisjoint(with: [.ordinary, .frequent])
    }
}
