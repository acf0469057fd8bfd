// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML
import TextNormalization

/// Words and phrases of a file under `dictionaries/`, with what they mean, before they are put into tables.
struct WordEntries<Roles: OptionSet & Sendable>: Sendable {
    private(set) var words: [UInt64: Roles] = [:]
    private(set) var stems: [UInt64: Roles] = [:]
    private(set) var phrases: [UInt64: [WordPhrase<Roles>]] = [:]

    private let longestPhrase = 8
    private let allowsStems: Bool

    init(allowsStems: Bool) {
        self.allowsStems = allowsStems
    }

    /// Adds an entry: a word, a word with a star for any ending of up to five letters, or a phrase. Points and case do not
    /// matter. Throws for anything else.
    mutating func add(_ node: YAMLNode, _ role: Roles) throws(DocumentError) {
        var text = Self.folded(try node.string())
        let isStem = text.last == UInt8(ascii: "*")
        if isStem { text.removeLast() }
        let tokens = AddressTokenizer.tokens(of: text, in: 0..<text.count, nil)
            .filter { !$0.isMark(UInt8(ascii: ".")) }
        guard let first = tokens.first, first.kind == .word, tokens.count <= longestPhrase,
            tokens.allSatisfy({ $0.kind != .number }), !isStem || tokens.count == 1
        else { throw node.error(.invalidValue, "expected a word, a word with * behind it, or a phrase of words") }
        guard !isStem || allowsStems && first.script != .latin && first.script != .arabic else {
            throw node.error(.invalidValue, "a * is understood behind Cyrillic and Greek words of addresses alone")
        }
        if isStem {
            stems[first.hash] = (stems[first.hash] ?? []).union(role)
        } else if tokens.count == 1 {
            words[first.hash] = (words[first.hash] ?? []).union(role)
        } else {
            let rest = tokens.dropFirst().map { token in
                token.kind == .word ? WordPhrasePart.word(token.hash) : .mark(token.mark)
            }
            if let known = phrases[first.hash]?.firstIndex(where: { $0.rest == rest }) {
                phrases[first.hash]?[known].roles.formUnion(role)
            } else {
                phrases[first.hash, default: []].append(WordPhrase(rest: rest, roles: role))
            }
        }
    }

    /// A text as detectors see it, in lower case.
    static func folded(_ text: String) -> [UInt8] {
        var bytes = AnalyzedText.fold(Array(text.utf8))
        WordBytes.lowercase(&bytes)
        return bytes
    }
}
