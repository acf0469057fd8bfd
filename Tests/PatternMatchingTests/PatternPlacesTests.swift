// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import Testing
import ZavesaTesting

/// A pattern is tried where its shape says that a match can be, and finds what it finds everywhere.
@Suite struct PatternPlacesTests {
    /// Expressions with what their matches hold: some begin with it, some hold digits, some do neither.
    private static let sources: [(expression: String, literals: [String])] = [
        (#"t\.[a-z]{2}"#, ["t."]), (#"(?<![a-z])(?:key|token)[=:]\w+"#, ["key", "token"]),
        (#"(?:is|am) [1-9]\d"#, ["is ", "am "]), (#"is (?:a |an )?\d{1,2}(?=[.!]? ?(?:$|\n|\p{Lu}))"#, ["is "]),
        (#"\d?am"#, ["am"]), (#"[ki]s x*"#, ["is ", "ks "]), (#"(?:x|is )\d"#, ["x", "is "]), (#"я?is"#, ["is"]),
        (#"(?!\p{Lu}|5)x\d"#, ["x"]), (#"x[^\p{Lu}]\d"#, ["x"]), (#"x\P{Lu}"#, ["x"]), (#"(?:is|is a)+"#, ["is"]),
    ]

    /// What matches nothing, and makes the reader of shapes give up.
    private static let unread = "[[:alpha:]]{0}"

    private static let pieces = [
        "t.", "ab", "key", "Token", "=", "is ", "IS ", "am ", "x", "xx", "5", "42", " ", ".", "\n", "я", "Я", "a ", "K",
        "ks ",
    ]

    private func found(_ text: [UInt8], isCaseless: Bool, readsShapes: Bool) throws -> [[ByteSpan]] {
        let set = try PatternSet(
            Self.sources.map {
                PatternSource(
                    name: "t", expression: $0.expression + (readsShapes ? "" : Self.unread),
                    triggers: [.anyLiteral($0.literals)], isCaseInsensitive: isCaseless, usesUnicodeClasses: false,
                    reportsOverlaps: true)
            })
        var found = [[ByteSpan]](repeating: [], count: Self.sources.count)
        try set.matches(in: text) { pattern, span, _ in found[pattern].append(span) }
        return found
    }

    @Test("On random texts, with either case told apart and not", arguments: [false, true])
    func findsTheSame(isCaseless: Bool) throws {
        for number in 0..<300 {
            var generator = TestSeed.generator(case: number)
            let text = (0..<Int.random(in: 1...40, using: &generator))
                .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            let expected = try found(Array(text.utf8), isCaseless: isCaseless, readsShapes: false)
            #expect(try found(Array(text.utf8), isCaseless: isCaseless, readsShapes: true) == expected, "\(text)")
        }
    }

    @Test("A word is looked for where nothing that belongs to a word stands before it")
    func words() throws {
        let words = ["суд", "судим", "arrest", "сахарный диабет", "ab"]
        let source = PatternSource(
            name: "t", expression: #"(?<![\p{L}\p{N}_])(?:"# + words.joined(separator: "|") + ")",
            triggers: [.startsWithWord(words)], isCaseInsensitive: true, usesUnicodeClasses: false)
        let set = try PatternSet([source])
        func count(_ text: String) throws -> Int {
            var count = 0
            try set.matches(in: Array(text.utf8)) { _, _, _ in count += 1 }
            return count
        }
        for text in ["Суд", " суд", "(судим", "№суд", "\n\nСАХАРНЫЙ ДИАБЕТ", "7 ab", "«ab", "-arrest"] {
            #expect(try count(text) == 1, "\(text)")
        }
        for text in ["посуда", "_суд", "1суд", "xab", "ёab", "عab", "Žarrest", "сахарный  диабет"] {
            #expect(try count(text) == 0, "\(text)")
        }
        for place in 0..<150 { #expect(try count(String(repeating: "щ ", count: place) + "arrest суд") == 2) }
    }
}
