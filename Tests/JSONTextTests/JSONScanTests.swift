// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@Suite struct JSONScanTests {
    static let accepted = [
        "{}", "[]", " \t\r\n{ } ", "0", "-0", "1", "-1.5e+10", "0.1", "1E5", "1e400", "123456789012345678901234567890",
        "true", "false", "null", "\"\"", "\"a\"", #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\ud83d\ude00""#,
        #""\uD83D\uDE00""#, "\"\u{7F}\u{2028}\u{10FFFF}\"", #"[1,"a",{"b":[null]},[]]"#, "{\"\":{\"\":1}}",
        "\"Иван\"", "\"محمد\"", "\"\u{200F}\u{FEFF}\"",
    ]

    @Test("Takes what RFC 8259 allows", arguments: accepted)
    func accepts(text: String) throws {
        let scan = try JSONScan(Array(text.utf8))
        #expect(!scan.nodes.isEmpty)
    }

    static let refused: [(String, JSONTextError.Code, Int)] = [
        ("", .syntax, 0), ("  ", .syntax, 2), ("{} x", .syntax, 3), ("[] []", .syntax, 3), ("{", .syntax, 1),
        ("[1,]", .syntax, 3), ("[,1]", .syntax, 1), ("{\"a\":1,}", .syntax, 7), ("{a:1}", .syntax, 1),
        ("{'a':1}", .syntax, 1), ("{\"a\" 1}", .syntax, 5), ("{\"a\"}", .syntax, 4), ("[1 2]", .syntax, 3),
        ("[1}", .syntax, 2), ("{\"a\":1]", .syntax, 6), ("]", .syntax, 0), ("NaN", .syntax, 0),
        ("Infinity", .syntax, 0), ("-Infinity", .syntax, 1), ("nul", .syntax, 3), ("nulL", .syntax, 3),
        ("True", .syntax, 0), ("01", .syntax, 1), ("-01", .syntax, 2), ("+1", .syntax, 0), (".5", .syntax, 0),
        ("1.", .syntax, 2), ("1.e5", .syntax, 2), ("1e", .syntax, 2), ("1e+", .syntax, 3), ("-", .syntax, 1),
        ("0x1F", .syntax, 1), ("1_000", .syntax, 1), ("١٢", .syntax, 0), ("\"a", .syntax, 2), ("\"\\\"", .syntax, 3),
        ("\"\\x41\"", .syntax, 1), ("\"\\u12\"", .syntax, 1), ("\"\\u12G4\"", .syntax, 1), ("\"\\", .syntax, 1),
        ("\"\\U0041\"", .syntax, 1), ("\"a\nb\"", .syntax, 2), ("\"a\tb\"", .syntax, 2), ("\"\u{0}\"", .syntax, 1),
        ("// a\n1", .syntax, 0), ("1 /* a */", .syntax, 2), ("[1]\u{0}", .syntax, 3), ("\u{FEFF}{}", .syntax, 0),
        ("\u{A0}1", .syntax, 0), ("\u{C}1", .syntax, 0),
        (#""\ud83d""#, .loneSurrogate, 1), (#""\ude00""#, .loneSurrogate, 1), (#""\ud83d\ud83d""#, .loneSurrogate, 1),
        (#""\ud83d\n""#, .loneSurrogate, 1), (#""\ud83d\u0041""#, .loneSurrogate, 1),
        (#""ab\udc00x""#, .loneSurrogate, 3),
        (#"{"a":1,"a":2}"#, .duplicateKey, 8), (#"{"content":1,"\u0063ontent":2}"#, .duplicateKey, 14),
        (#"{"\u0063":1,"\u0063":2}"#, .duplicateKey, 13), (#"[{"b":{"a":1,"c":{},"a":2}}]"#, .duplicateKey, 21),
        (#"{"":1,"":2}"#, .duplicateKey, 7), (#"{"я":1,"\u044f":2}"#, .duplicateKey, 9),
    ]

    @Test("Refuses what RFC 8259 forbids or parsers disagree on, at the first wrong byte", arguments: refused)
    func refuses(text: String, code: JSONTextError.Code, offset: Int) {
        #expect(throws: JSONTextError(code: code, offset: offset)) { try JSONScan(Array(text.utf8)) }
    }

    static let invalidUTF8: [[UInt8]] = [
        [0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
        [0xF0, 0x80, 0x80, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xD0],
    ]

    @Test("Refuses overlong forms, encoded surrogates and cut sequences", arguments: invalidUTF8)
    func refusesInvalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONTextError(code: .invalidUTF8, offset: 2)) {
            try JSONScan(Array("\"a".utf8) + bytes + Array("\"".utf8))
        }
    }

    @Test("Equal keys in different objects, and keys that only look equal, are not duplicates")
    func differentKeys() throws {
        _ = try JSONScan(Array(#"{"a":{"a":[{"a":1},{"a":2}]},"A":1," a":2,"а":3}"#.utf8))
        // Canonically equal for Unicode, different for JSON.
        _ = try JSONScan(Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
    }

    @Test("A duplicate among many keys is found", arguments: [2, 16, 17, 18, 5_000])
    func duplicateAmongMany(count: Int) {
        let keys = (0..<count - 1).map { "\"key\($0)\":0" } + [#""\u006bey0":1"#]
        #expect(throws: (any Error).self) { try JSONScan(Array("{\(keys.joined(separator: ","))}".utf8)) }
        do {
            _ = try JSONScan(Array("{\(keys.joined(separator: ","))}".utf8))
        } catch {
            #expect(error.code == .duplicateKey)
        }
    }

    @Test("Equal keys stay where the limits say that every value is looked at")
    func duplicatesAllowed() throws {
        let scan = try JSONScan(
            Array(#"{"a":"x","a":"y"}"#.utf8), limits: JSONLimits(refusesDuplicateKeys: false))
        #expect(scan.leaves.map(scan.string) == ["a", "x", "a", "y"])
    }

    @Test("100,000 open brackets are refused by the limit and exhaust no stack without it")
    func deepNesting() throws {
        let open = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        let close = [UInt8](repeating: UInt8(ascii: "]"), count: 100_000)
        #expect(throws: JSONTextError(code: .tooDeep, offset: 128)) { try JSONScan(open + close) }
        #expect(throws: JSONTextError(code: .tooDeep, offset: 128)) { try JSONScan(open) }
        let scan = try JSONScan(open + close, limits: JSONLimits(maxDepth: 100_000))
        #expect(scan.nodes.count == 100_000)
        #expect(scan.path(of: 99_999).components.count == 99_999)
    }

    @Test("The depth limit counts containers, the value limit values and keys")
    func limits() throws {
        let limits = JSONLimits(maxDepth: 2, maxNodes: 4)
        _ = try JSONScan(Array(#"[{"a":1}]"#.utf8), limits: limits)
        #expect(throws: JSONTextError(code: .tooDeep, offset: 6)) {
            try JSONScan(Array(#"[{"a":[]}]"#.utf8), limits: limits)
        }
        #expect(throws: JSONTextError(code: .tooManyValues, offset: 9)) {
            try JSONScan(Array(#"[{"a":1},2]"#.utf8), limits: limits)
        }
    }

    @Test("Every leaf is listed in document order with its kind, bytes and path")
    func leaves() throws {
        let text = #"{"a":[1,"x",{"b\n":true}],"c":null,"d":{},"e":false}"#
        let scan = try JSONScan(Array(text.utf8))
        let leaves = scan.leaves.map { index in
            let bytes = scan.bytes[scan.nodes[index].literalRange]
            return "\(scan.nodes[index].kind) \(String(decoding: bytes, as: UTF8.self)) \(scan.path(of: index).brief)"
        }
        #expect(
            leaves == [
                #"key "a" .a"#, "number 1 .a[0]", #"string "x" .a[1]"#, #"key "b\n" .a[2].b"# + "\n",
                "true true .a[2].b\n", #"key "c" .c"#, "null null .c", #"key "d" .d"#, #"key "e" .e"#, "false false .e",
            ])
    }

    @Test("Members, children and the nearest key are found without a path")
    func navigation() throws {
        let scan = try JSONScan(Array(#"{"a":{"x":[7,8]},"\u0062":[{"c":9}]}"#.utf8))
        let list = try #require(scan.member("b", of: 0))
        #expect(scan.nodes[list].kind == .array)
        #expect(scan.member("c", of: 0) == nil)
        #expect(scan.member("a", of: list) == nil)
        #expect(scan.children(of: 0).map(scan.string) == ["a", "b"])
        let inner = try #require(scan.member("a", of: 0))
        let numbers = try #require(scan.member("x", of: inner))
        #expect(scan.children(of: numbers).map(scan.string) == ["7", "8"])
        #expect(scan.children(of: numbers).map { scan.nearestKey(above: $0) } == ["x", "x"])
        #expect(scan.nearestKey(above: 0) == nil)
    }
}

extension JSONPath {
    /// `.a[0].b`
    fileprivate var brief: String {
        components.map { component in
            switch component {
            case .key(let name): ".\(name)"
            case .index(let index): "[\(index)]"
            }
        }.joined()
    }
}
