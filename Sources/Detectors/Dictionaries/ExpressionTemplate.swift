// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import StrictYAML
import TextNormalization

/// Makes the PCRE2 expression that a dictionary's pattern stands for.
enum ExpressionTemplate {
    /// `{gap}`: what may stand between groups of digits of one number. A line may break after a hyphen.
    ///
    /// Four bytes at most, as a row of digits may have (`PatternTrigger.maximumDigitGap`).
    private static let gap = #"(?:[ .·]{1,2}| ?-[ \n]{0,2})"#

    /// `{column}`: what stands between a label and its value in a row of dots, a table, a pair of markup elements or behind a
    /// remark in parentheses; not before a row of years, which heads a table of its own.
    private static let column =
        #"["']{0,2}(?:(?: ?\([^()\n]{1,24}\))?[ :]{0,2}(?:[ .]{4,48}|\t[ \t]{0,8}|[ \t]{0,12}\|[ \t]{0,12}"#
        + #"|(?:<[a-z/][^<>\n]{0,60}>[ \t\r\n]{0,16}){1,4})[:#№]{0,2}| ?\([^()\n]{1,24}\)[ .:#№-]{1,4})"#
        + #" ?(?!(?:(?:19|20)\d\d[ |/-]{0,4}){1,6}(?![\d/-]))"#

    /// What a macro stands for.
    private static let macros = [
        "{gap}": gap,
        "{sep}": gap + "?",
        "{column}": column,
        // The same, or the usual marks.
        "{label}": #"(?:[ .:=#№*_`~-]{1,7}|"# + column + ")",
    ]

    /// The expression with macros and edges, and what a text must hold before it is tried.
    static func source(_ pattern: RecognizerDocument.Pattern, name: String) throws(DocumentError) -> PatternSource {
        guard let regex = pattern.regex else { return try words(pattern, name: name) }
        var triggers: [PatternTrigger] = []
        let edges = pattern.edges ?? (pattern.digits == nil ? .open : .number)
        if let digits = pattern.digits {
            // Between open edges a match may take a part of a group, so that the count of a row says less.
            let most = edges == .open ? nil : digits.most
            triggers.append(.startsAtDigits(digits.least...(most ?? .max)))
        }
        if !pattern.literals.isEmpty { triggers.append(.anyLiteral(pattern.literals)) }
        if !pattern.near.isEmpty { triggers.append(.nearLiteral(pattern.near)) }
        guard !triggers.isEmpty else {
            throw pattern.node.error(.missingKey, "a regex needs digits or literals or near, or it runs on every text")
        }
        let body = expanded(try regex.string())
        return PatternSource(
            name: name, expression: bounded(body, by: edges),
            triggers: triggers, isCaseInsensitive: pattern.isCaseless, usesUnicodeClasses: false,
            reportsOverlaps: pattern.reportsOverlaps)
    }

    /// An expression for a list of words and stems (`диабет*`), in any case; Arabic ones with proclitics before them.
    private static func words(
        _ pattern: RecognizerDocument.Pattern, name: String
    ) throws(DocumentError) -> PatternSource {
        var alternatives = WordAlternatives()
        var literals: Set<String> = []
        for node in pattern.words {
            let text = String(decoding: AnalyzedText.fold(Array(try node.string().utf8)), as: UTF8.self)
            let literal = String(text.prefix { $0 != "*" })
            guard literal.utf8.count >= 3, text.unicodeScalars.allSatisfy(isWordScalar) else {
                throw node.error(
                    .invalidValue, "a word is letters, hyphens and spaces, with * after three bytes or more")
            }
            if isArabic(text) { alternatives.add(text, behind: clitics) } else { alternatives.add(text) }
            literals.insert(shortened(literal))
        }
        let edges = pattern.edges ?? .word
        let mayHaveClitics = literals.contains(where: isArabic)
        return PatternSource(
            name: name, expression: bounded(alternatives.expression, by: edges),
            triggers: [
                edges == .word && !mayHaveClitics
                    ? .startsWithWord(literals.sorted())
                    : .startsWithLiteral(literals.sorted(), lead: longestClitics)
            ],
            isCaseInsensitive: true, usesUnicodeClasses: false)
    }

    /// Thousands of words share one automaton: what goes beyond this says little more, and takes as much memory and time at
    /// the start.
    private static func shortened(_ literal: String) -> String {
        var text = ""
        for scalar in literal.unicodeScalars {
            guard text.utf8.count + String(scalar).utf8.count <= longestLiteral else { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static let longestLiteral = 20
    /// Bytes of the longest run of clitics: four letters.
    private static let longestClitics = 8

    /// What Arabic writes as one word with the next: and, so, with, like, for, the.
    private static let clitics = "(?:[وف]?(?:لل|[بكل]?(?:ال)?))"

    private static func isArabic(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar == " " || scalar == "-" || scalar == "*"
    }

    private static func expanded(_ regex: String) -> String {
        var text = ""
        var rest = regex[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[open...]
            if let (macro, meaning) = macros.first(where: { rest.hasPrefix($0.key) }) {
                text += meaning
                rest = rest.dropFirst(macro.count)
            } else {
                text.append(rest.removeFirst())
            }
        }
        return text + rest
    }

    private static func bounded(_ body: String, by edges: RecognizerDocument.Edges) -> String {
        switch edges {
        case .number:
            #"(?<![0-9A-Za-z_+$€£₽])(?<![0-9][-.])(?<![0-9A-Fa-f]{4}-)(?:"# + body
                + #")(?![0-9A-Za-z_])(?![-.][0-9])(?!-[0-9A-Fa-f]{4}(?![0-9A-Za-z]))(?! ?[$€£₽%])"#
        case .word: #"(?<![\p{L}\p{N}_])(?:"# + body + #")(?![\p{L}\p{N}_])"#
        case .open: body
        }
    }
}
