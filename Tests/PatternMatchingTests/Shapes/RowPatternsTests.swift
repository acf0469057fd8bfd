// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import Testing
import ZavesaTesting

/// Patterns that are tried only where the shape of a row of digits lets them match find what they find without that.
@Suite struct RowPatternsTests {
    /// One match: pattern and place.
    private struct Found: Hashable {
        let pattern: Int
        let span: ByteSpan
    }

    /// Expressions with everything that dictionaries use, and with what the reader of shapes leaves out or gives up at.
    private static let expressions = [
        #"\d{9}"#, #"(?<![0-9A-Za-z_+$€£₽])(?<![0-9][-.])(?:\d{4}[ -]?\d{4})(?![0-9A-Za-z_])(?![-.][0-9])"#,
        #"(?<!\d)(?:[1-9]\d{2}|0[1-9]\d)-?\d{3}(?!\d)"#, #"[A-ZА-Я]{2} ?\d{2,6}"#, #"(?:№|N|No\.?) ?\d{3,}"#,
        #"(?<![\p{L}\p{N}_])(?:\d{2}[.]\d{2})(?![\p{L}\p{N}_])"#, #"(?<value>\d{1,2})([./-])\d{1,2}\2\d{2}"#,
        #"(?i:ab|яя)\d+?х?"#, #"\d{2}(?=я)"#, #"\d++-"#, #"[^\s1]\d{3}"#, #"(?<=№)\d+"#, #"(?<=, )\d{2}"#,
        #"\b\d{3}\b"#,
        #"\d{3}(?!я|5)"#, #"(?>\d{2}|\d)[a-zа-я]"#, #"\d(?:[ .·]{1,2}| ?-[ \n]{0,2})\d"#, #"\d{5}$"#,
        #"(?:\d|[ -]){40,70}"#,
        #"(?:(?!12)\d){3}"#, #"(\d)\1"#, #"(?(?=1)\d{2}|\d{3})"#, #"\d[[:alpha:]]"#,
        #"(?<![\p{L}\p{N}.$-])\d ?(?:a|я)(?!\p{Lu})"#, #"[\P{L}]\d[^\p{Nd}]"#,
        #"(?:|-)\d{2}(?:€|\$|%)"#,
    ]

    private static let pieces = [
        "1", "2", "3", "4", "5", "0", " ", "-", ".", "/", "я", "Я", "АВ", "ab", "AB", "N", "№", ", ", "12", "345", "\n",
        "€", "$",
        "%", "х", "a", "_", "слово ", "1234 5678", "·", "😀",
    ]

    private func set(
        _ trigger: PatternTrigger, _ expressions: [String], isCaseless: Bool = false
    ) throws -> PatternSet {
        try PatternSet(
            expressions.map {
                PatternSource(
                    name: "t", expression: $0, triggers: [trigger], isCaseInsensitive: isCaseless,
                    usesUnicodeClasses: false)
            })
    }

    private func found(_ set: PatternSet, in text: String) throws -> Set<Found> {
        var found: Set<Found> = []
        try set.matches(in: Array(text.utf8)) { pattern, span, _ in found.insert(Found(pattern: pattern, span: span)) }
        return found
    }

    private func randomText(_ pieces: ClosedRange<Int>, case number: Int) -> String {
        var generator = TestSeed.generator(case: number)
        return (0..<Int.random(in: pieces, using: &generator))
            .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test("On random texts, with either case told apart and not", arguments: [false, true])
    func shapesLoseNothing(isCaseless: Bool) throws {
        let everywhere = try set(.digits(atLeast: 1), Self.expressions, isCaseless: isCaseless)
        let atRows = try set(.startsAtDigits(1...99), Self.expressions, isCaseless: isCaseless)
        var count = 0
        for number in 0..<TestSeed.cases(usual: 500) {
            let text = randomText(1...60, case: number)
            let found = try found(atRows, in: text)
            #expect(try found == self.found(everywhere, in: text), "\(text), seed \(TestSeed.value)")
            count += found.count
        }
        #expect(count > 0)
    }

    @Test("The memory of shapes is bounded, and what it forgets it learns anew")
    func forgetting() throws {
        // Every row has a shape of its own: thousands of states.
        let expression = "(?:" + (1...40).map { #"\d{\#($0)}[A-Z]{\#($0 % 7 + 1)}"# }.joined(separator: "|") + ")"
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let patterns = (0..<26).map { #"\d+[A-Z]*"# + String(letters.dropFirst($0).prefix(1)) + #"\d"# } + [expression]
        var text = ""
        for _ in 0..<3_000 {
            text += String(
                (0..<Int.random(in: 1...12)).map { _ in Bool.random() ? "7" : letters.randomElement() ?? "A" })
            text += String(repeating: "4", count: Int.random(in: 1...30)) + "    ;"
        }
        #expect(
            try found(set(.startsAtDigits(1...99), patterns), in: text)
                == found(set(.digits(atLeast: 1), patterns), in: text))
    }

    @Test("A match far longer than what is read ahead is found")
    func longMatch() throws {
        let text = "№ " + String(repeating: "12 ", count: 400) + "x"
        let set = try set(.startsAtDigits(1...2_000), [#"(?:\d\d ){400}x"#, #"(?:\d\d ){401}"#])
        #expect(try found(set, in: text).count == 1)
    }
}
