// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@Suite struct JSONSplicingTests {
    static let seeds = (0..<20).map { UInt64($0) &* 7_919 &+ 1 }

    @Test("Strings say what was written, at the path it was written", arguments: seeds)
    func reading(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<50 {
            let bytes = Array(random.document().utf8)
            let scan = try JSONScan(bytes)
            let strings = scan.leaves.filter { scan.nodes[$0].kind == .string }
            #expect(strings.count == random.strings.count)
            for (index, written) in zip(strings, random.strings) {
                #expect(scan.decoded(index).utf8 == utf8(written.text))
                #expect(scan.path(of: index).components.map(name) == written.path)
            }
            #expect(JSONSplicer.apply([], to: bytes) == bytes)
        }
    }

    @Test(
        "Replacing every decoded range by itself, unescaped and escaped again, keeps what the strings say",
        arguments: seeds)
    func rewriting(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<50 {
            let bytes = Array(random.document().utf8)
            let scan = try JSONScan(bytes)
            let strings = scan.leaves.filter { scan.nodes[$0].kind == .string }
            let edits = strings.map { index in
                let text = scan.decoded(index)
                return JSONEdit(
                    range: text.source(of: 0..<text.utf8.count),
                    replacement: JSONEscaper.escape(text.utf8, levels: text.level))
            }
            let rewritten = try JSONScan(JSONSplicer.apply(edits, to: bytes))
            #expect(strings.map { rewritten.decoded($0).utf8 } == strings.map { scan.decoded($0).utf8 })
        }
    }

    @Test("A replacement at any depth of JSON in JSON changes those characters and no others", arguments: seeds, 1...4)
    func nested(seed: UInt64, levels: Int) throws {
        var random = RandomJSON(seed: seed &+ UInt64(levels) << 32)
        for _ in 0..<25 {
            let text = random.text(maxLength: 16)
            var document = random.literal(text)
            for level in 1...levels {
                if level > 1 { document = random.literal(document.unicodeScalars) }
                document = "[0,{\"\\u0430\": \(document)}, null]"
            }
            let bytes = Array(document.utf8)
            let string = try innermost(bytes, levels)
            #expect(string.utf8 == utf8(text))
            #expect(string.level == levels)
            expectTiling(string, text)

            let from = random.number(below: text.count + 1)
            let to = from + random.number(below: text.count - from + 1)
            let replacement = utf8(random.text())
            let start = utf8(text[..<from]).count
            let edit = JSONEdit(
                range: string.source(of: start..<start + utf8(text[from..<to]).count),
                replacement: JSONEscaper.escape(replacement, levels: levels))
            let changed = try innermost(JSONSplicer.apply([edit], to: bytes), levels)
            #expect(changed.utf8 == utf8(text[..<from]) + replacement + utf8(text[to...]))
        }
    }

    @Test("An escape is taken whole, also from the middle of what it stands for")
    func wholeEscapes() throws {
        let scan = try JSONScan(Array(#""a\ud83d\ude00\u044fb""#.utf8))
        let text = scan.decoded(0)
        #expect(text.utf8 == Array("a😀яb".utf8))
        #expect(text.source(of: 0..<1) == 1..<2)
        #expect(text.source(of: 1..<5) == 2..<14)
        #expect(text.source(of: 2..<3) == 2..<14)
        #expect(text.source(of: 5..<7) == 14..<20)
        #expect(text.source(of: 4..<6) == 2..<20)
        #expect(text.source(of: 7..<8) == 20..<21)
        #expect(text.source(of: 0..<8) == text.sourceRange)
        #expect(text.source(of: 1..<1) == 2..<2)
        #expect(text.source(of: 8..<8) == 21..<21)
    }

    @Test("Keys are spliced like strings")
    func keys() throws {
        let bytes = Array(#"{"x":{"\u0438ван":1}}"#.utf8)
        let scan = try JSONScan(bytes)
        let key = try #require(
            scan.leaves.dropFirst().first { scan.nodes[$0].kind == .key && scan.string($0) == "иван" })
        let text = scan.decoded(key)
        let edit = JSONEdit(range: text.source(of: 0..<text.utf8.count), replacement: Array("k".utf8))
        #expect(JSONSplicer.apply([edit], to: bytes) == Array(#"{"x":{"k":1}}"#.utf8))
    }

    @Test("Several edits, insertions among them, are made in one go")
    func severalEdits() {
        let edits = [
            JSONEdit(range: 0..<0, replacement: [1]), JSONEdit(range: 1..<3, replacement: []),
            JSONEdit(range: 3..<3, replacement: [2, 2]), JSONEdit(range: 4..<5, replacement: [3]),
        ]
        #expect(JSONSplicer.apply(edits, to: [10, 11, 12, 13, 14]) == [1, 10, 2, 2, 13, 3])
    }

    /// Every scalar has its own bytes, and together they are all bytes between the quotes.
    private func expectTiling(_ string: JSONDecodedString, _ text: [Unicode.Scalar]) {
        var (offset, source) = (0, string.sourceRange.lowerBound)
        for scalar in text {
            let end = offset + utf8([scalar]).count
            let range = string.source(of: offset..<end)
            #expect(range.lowerBound == source && !range.isEmpty)
            (offset, source) = (end, range.upperBound)
        }
        #expect(source == string.sourceRange.upperBound)
    }

    private func innermost(_ bytes: [UInt8], _ levels: Int) throws -> JSONDecodedString {
        var string = JSONDecodedString(utf8: bytes, sourceRange: 0..<bytes.count, level: 0)
        for _ in 0..<levels {
            let scan = try JSONScan(nested: string)
            string = scan.decoded(try #require(scan.leaves.first { scan.nodes[$0].kind == .string }))
        }
        return string
    }

    private func utf8(_ text: some Sequence<Unicode.Scalar>) -> [UInt8] { text.flatMap { Array(String($0).utf8) } }

    private func name(_ component: JSONPath.Component) -> String {
        switch component {
        case .key(let name): name
        case .index(let index): "\(index)"
        }
    }
}
