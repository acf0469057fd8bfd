// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import Testing
import ZavesaTesting

struct PatternSetTests {
    private func source(_ expression: String, _ triggers: PatternTrigger...) -> PatternSource {
        PatternSource(name: "t", expression: expression, triggers: triggers)
    }

    /// Which patterns match.
    private func indices(_ sources: [PatternSource], in text: String) throws -> [Int] {
        var found: Set<Int> = []
        try PatternSet(sources).matches(in: Array(text.utf8)) { pattern, _, _ in found.insert(pattern) }
        return found.sorted()
    }

    @Test("A pattern without triggers is always tried, one with triggers where all of them hold")
    func triggers() throws {
        let sources = [
            source("."), source(".", .anyLiteral(["@"])), source(".", .digits(atLeast: 11)),
            source(".", .anyLiteral(["снилс", "ИНН"]), .digits(atLeast: 3)),
        ]
        #expect(try indices(sources, in: "текст") == [0])
        #expect(try indices(sources, in: "a@b") == [0, 1])
        #expect(try indices(sources, in: "112-233-445 95") == [0, 2])
        #expect(try indices(sources, in: "СНИЛС 12") == [0])
        #expect(try indices(sources, in: "инн 123") == [0, 3])
        #expect(try indices(sources, in: "").isEmpty)
    }

    static let literals: [(literal: String, text: String, isSeen: Bool)] = [
        ("abc", "xabcx", true), ("abc", "ABC", true), ("aBc", "AbC", true), ("abc", "ab c", false),
        ("снилс", "СНИЛС", true), ("Паспорт", "пАСПОРТ", true), ("паспорт", "паспор", false),
        ("рр", "Рр", true), ("рр", "рРрр", true), ("هوية", "رقم هوية", true), ("ab", "aab", true),
        ("Straße", "sTRAßE", true), ("\u{10428}", "\u{10400}", true),
    ]

    @Test("A literal is seen in either case of its script", arguments: literals)
    func literalCase(_ example: (literal: String, text: String, isSeen: Bool)) throws {
        let found = try indices([source(".", .anyLiteral([example.literal]))], in: example.text)
        #expect(found.isEmpty != example.isSeen)
    }

    @Test("Literals that begin, end or lie in one another are all seen")
    func nestedLiterals() throws {
        let literals = ["he", "she", "his", "hers", "s", "ushe", "щи", "и", "борщи"]
        let sources = literals.map { source(".", .anyLiteral([$0])) }
        #expect(try indices(sources, in: "USHERS") == [0, 1, 3, 4, 5])
        #expect(try indices(sources, in: "Борщи") == [6, 7, 8])
    }

    @Test("Seen literals are those that a plain search sees, on random texts of few letters")
    func automatonAgreesWithSearch() throws {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = ["a", "B", "р", "Р", "п", "x"]
        func word(_ count: Int) -> String { (0..<count).map { _ in alphabet[random(alphabet.count)] }.joined() }
        for _ in 0..<200 {
            let literals = (0..<6).map { _ in word(1 + random(4)) }
            let text = word(random(14))
            let expected = literals.indices.filter { text.lowercased().contains(literals[$0].lowercased()) }
            #expect(try indices(literals.map { source(".", .anyLiteral([$0])) }, in: text) == expected)
        }
    }

    @Test(
        "Digits count as one row while at most four bytes part them",
        arguments: [
            ("12345", 5), ("1 2 3 4 5", 5), ("(12) - 345", 5), ("12 .-. 345", 3), ("a1b2c3", 3), ("", 0),
        ])
    func digitRows(_ text: String, longest: Int) throws {
        for least in 1...6 {
            #expect(try indices([source("(?s).", .digits(atLeast: least))], in: text).isEmpty == (least > longest))
        }
    }

    @Test("A pattern that starts at digits is tried at rows long enough and finds what it finds everywhere")
    func startsAtDigits() throws {
        func found(_ trigger: PatternTrigger, _ text: String, overlaps: Bool = false) throws -> [ByteSpan] {
            let source = PatternSource(
                name: "t", expression: #"(?<!\d)[А-Я]?\d{2}(?: ?\d{3})+(?!\d)|\d{4}"#, triggers: [trigger],
                reportsOverlaps: overlaps)
            var spans: [ByteSpan] = []
            try PatternSet([source]).matches(in: Array(text.utf8)) { _, span, _ in spans.append(span) }
            return spans
        }
        let texts = [
            "Б12 345", "12345", "текст Б12 345 678, 1234567 и ещё текст 12 345", "щ12 345 1234 ж12 345",
            "123412341234 12 345", "я", "",
        ]
        for text in texts {
            for overlaps in [false, true] {
                let everywhere = try found(.digits(atLeast: 4), text, overlaps: overlaps)
                #expect(try found(.startsAtDigits(4 ... .max), text, overlaps: overlaps) == everywhere, "\(text)")
            }
        }
        #expect(try found(.startsAtDigits(4 ... .max), texts[2]).count == 3)
        #expect(try found(.startsAtDigits(6 ... .max), "12 345, а дальше 12 345 678").count == 1)
    }

    @Test("Every digit is seen wherever it stands among bytes of all kinds")
    func digitsAmongOtherBytes() throws {
        var generator = SplitMix64(seed: 20_261_125)
        let alphabet = ["0", "9", "/", ":", "a", " ", "я", "ع", "٣", "\u{7F}", "€", "\n"]
        let pattern = PatternSource(
            name: "t", expression: "[0-9]", triggers: [.startsAtDigits(1 ... .max)], reportsOverlaps: false)
        let set = try PatternSet([pattern])
        for count in 0..<400 {
            let text = Array((0..<count / 4).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined().utf8)
            var found: [Int] = []
            try set.matches(in: text) { _, span, _ in found.append(span.start) }
            #expect(found == text.indices.filter { (0x30...0x39).contains(text[$0]) })
        }
    }

    @Test("Of the rows of a text those near its words are tried")
    func rowsNearWords() throws {
        let near = source(#"\d{3}"#, .startsAtDigits(3...3), .nearLiteral(["код"]))
        let anywhere = source(#"\d{3}"#, .startsAtDigits(3...3), .anyLiteral(["код"]))
        let far = String(repeating: "я", count: 200)
        let text = Array("111 \(far) код 222, или 333 \(far) 444".utf8)
        var found: [[String]] = [[], []]
        try PatternSet([near, anywhere]).matches(in: text) { pattern, span, _ in
            found[pattern].append(String(decoding: text[span.range], as: UTF8.self))
        }
        #expect(found == [["222", "333"], ["111", "222", "333", "444"]])
    }

    @Test(
        "A trigger that says nothing is refused",
        arguments: [.anyLiteral([]), .anyLiteral([""]), .digits(atLeast: 0), .startsAtDigits(0 ... .max)]
            as [PatternTrigger])
    func refusesEmptyTriggers(_ trigger: PatternTrigger) {
        #expect(throws: PatternError(code: .invalidPattern, pattern: "t")) { try PatternSet([source(".", trigger)]) }
    }

    @Test("A match names its pattern, and patterns with and without groups share a set")
    func reportsPatternAndGroups() throws {
        let set = try PatternSet([source("a"), source("(b)(c)?"), source("z")])
        var found: [String] = []
        try set.matches(in: Array("abca".utf8)) { pattern, span, groups in
            found.append("\(pattern):\(span.start)-\(span.end):\(groups.count)")
        }
        #expect(found == ["0:0-1:0", "0:3-4:0", "1:1-3:2"])
    }

    @Test("The first failing pattern ends the search with its name")
    func failsWithName() throws {
        let slow = PatternSource(name: "t/slow", expression: "(a+)+$")
        let set = try PatternSet([source("a"), slow], limits: MatchLimits(steps: 100, depth: 100))
        #expect(throws: PatternError(code: .matchLimit, pattern: "t/slow")) {
            try set.matches(in: [UInt8](repeating: 0x61, count: 60) + [0x62]) { _, _, _ in }
        }
        // A set without patterns finds nothing, and says so without an error.
        try PatternSet([]).matches(in: [0x61]) { _, _, _ in Issue.record("nothing to find") }
    }
}
