// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import Testing

struct CompiledPatternTests {
    /// The matched texts of a pattern.
    private func texts(_ source: PatternSource, in text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        var found: [String] = []
        try CompiledPattern(source).matches(in: bytes) { span, _ in
            found.append(String(decoding: bytes[span.range], as: UTF8.self))
        }
        return found
    }

    @Test("Matches are reported in text order and do not overlap")
    func findsAll() throws {
        let found = try texts(PatternSource(name: "t", expression: #"\d{3}"#), in: "1234567 890")
        #expect(found == ["123", "456", "890"])
    }

    @Test("With overlaps the search goes on one character after a match's start")
    func findsOverlaps() throws {
        let digits = PatternSource(name: "t", expression: #"\d{3}"#, reportsOverlaps: true)
        #expect(try texts(digits, in: "12345") == ["123", "234", "345"])
        let letters = PatternSource(name: "t", expression: "..", reportsOverlaps: true)
        #expect(try texts(letters, in: "жук") == ["жу", "ук"])
    }

    @Test("An empty match is never reported")
    func skipsEmptyMatches() throws {
        #expect(try texts(PatternSource(name: "t", expression: #"\d*"#), in: "a12b3") == ["12", "3"])
        #expect(try texts(PatternSource(name: "t", expression: "x*|^"), in: "aaa").isEmpty)
        #expect(try texts(PatternSource(name: "t", expression: "x*"), in: "").isEmpty)
    }

    @Test("Word edges and letters know every script where Unicode classes are on, else ASCII alone")
    func unicodeClasses() throws {
        #expect(try texts(PatternSource(name: "t", expression: #"\b\w+\b"#), in: "Пётр и Ann") == ["Пётр", "и", "Ann"])
        let ascii = PatternSource(name: "t", expression: #"\b\w+\b"#, usesUnicodeClasses: false)
        #expect(try texts(ascii, in: "Пётр и Ann") == ["Ann"])
        #expect(
            try texts(PatternSource(name: "t", expression: "инн", isCaseInsensitive: true), in: "ИНН Инн") == [
                "ИНН", "Инн",
            ])
        #expect(try texts(PatternSource(name: "t", expression: "инн"), in: "ИНН Инн").isEmpty)
    }

    @Test("Groups are reported in order, nil where they took no part, and can be found by name")
    func groups() throws {
        let pattern = try CompiledPattern(PatternSource(name: "t", expression: "(?<key>a)(b)?(?<value>c)"))
        var found: [[ByteSpan?]] = []
        try pattern.matches(in: Array("ac abc".utf8)) { _, groups in found.append(groups) }
        #expect(found == [[ByteSpan(0, 1), nil, ByteSpan(1, 2)], [ByteSpan(3, 4), ByteSpan(4, 5), ByteSpan(5, 6)]])
        #expect(pattern.groupCount == 3)
        #expect(pattern.groupIndex(named: "value") == 2)
        #expect(pattern.groupIndex(named: "other") == nil)
    }

    @Test(
        "A wrong expression is an error that names the pattern and the place",
        arguments: [("a(b", 3), (#"\p{Nope}"#, 8), ("[z-a]", 3), (#"\C"#, 2)])
    func refusesWrongExpression(_ expression: String, offset: Int) {
        let error = #expect(throws: PatternError.self) {
            try CompiledPattern(PatternSource(name: "ru/wrong", expression: expression))
        }
        #expect(error?.code == .invalidPattern)
        #expect(error?.pattern == "ru/wrong")
        #expect(error?.offset == offset)
    }

    @Test("A match that costs too much is an error and not silence")
    func failsAtLimit() throws {
        let pattern = try CompiledPattern(
            PatternSource(name: "t/slow", expression: "(a+)+$"), limits: MatchLimits(steps: 1_000, depth: 1_000))
        let text = Array(String(repeating: "a", count: 64).utf8) + [UInt8(ascii: "b")]
        #expect(throws: PatternError(code: .matchLimit, pattern: "t/slow")) {
            try pattern.matches(in: text) { _, _ in }
        }
    }

    @Test("A match that nests too deep is an error and not a crash")
    func failsAtStackLimit() throws {
        let pattern = try CompiledPattern(
            PatternSource(name: "t/deep", expression: #"(?:(a)|b|(?1))*c"#),
            limits: MatchLimits(steps: .max, depth: .max))
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 4_000_000)
        #expect(throws: PatternError(code: .matchLimit, pattern: "t/deep")) {
            try pattern.matches(in: text) { _, _ in }
        }
    }

    @Test("One pattern serves many tasks at once")
    func isUsedFromManyTasks() async throws {
        let pattern = try CompiledPattern(PatternSource(name: "t", expression: #"(\d+)-(\d+)"#))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<32 {
                group.addTask {
                    let text = Array(String(repeating: "\(task)-\(task) ", count: 500).utf8)
                    var count = 0
                    try pattern.matches(in: text) { span, groups in
                        if groups.count == 2, text[span.start] == text[groups[0]?.start ?? 0] { count += 1 }
                    }
                    return count
                }
            }
            for try await count in group { #expect(count == 500) }
        }
    }
}
