// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@Suite struct JSONValueTests {
    @Test("Members are sorted by UTF-16 code units, as in RFC 8785 §3.2.3")
    func canonicalOrder() {
        let value = JSONValue.object([
            ("\u{20ac}", "Euro Sign"), ("\r", "Carriage Return"), ("\u{fb33}", "Hebrew Letter Dalet With Dagesh"),
            ("1", "One"), ("\u{1F600}", "Emoji: Grinning Face"), ("\u{80}", "Control"),
            ("\u{f6}", "Latin Small Letter O With Diaeresis"),
        ])
        let expected =
            #"{"\r":"Carriage Return","1":"One","\#u{80}":"Control","ö":"Latin Small Letter O With Diaeresis","#
            + #""€":"Euro Sign","😀":"Emoji: Grinning Face","\#u{fb33}":"Hebrew Letter Dalet With Dagesh"}"#
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == expected)
    }

    @Test("Strings are escaped as in RFC 8785 §3.2.2.2, and no further")
    func canonicalStrings() {
        let value = JSONValue.string("\u{20ac}$\u{F}\nA'B\"\\\\\"/\u{8}\u{C}\r\t\u{0}\u{7F}\u{2028}")
        #expect(
            String(decoding: value.canonicalBytes(), as: UTF8.self)
                == "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\r\\t\\u0000\u{7F}\u{2028}\"")
    }

    @Test("Nested values are written canonically and for people, and read back the same")
    func roundTrip() throws {
        let value = JSONValue.object([
            ("b", .array([1, -9_007_199_254_740_991, true, .null, .array([]), .object([])])),
            ("a", .object([("z", "я")])),
        ])
        #expect(
            String(decoding: value.canonicalBytes(), as: UTF8.self)
                == #"{"a":{"z":"я"},"b":[1,-9007199254740991,true,null,[],{}]}"#)
        #expect(
            String(decoding: value.prettyBytes(), as: UTF8.self) == """
                {
                  "b": [
                    1,
                    -9007199254740991,
                    true,
                    null,
                    [],
                    {}
                  ],
                  "a": {
                    "z": "я"
                  }
                }
                """)
        #expect(try JSONValue(parsing: value.prettyBytes()) == value)
        let canonical = try JSONValue(parsing: value.canonicalBytes())
        #expect(canonical.canonicalBytes() == value.canonicalBytes())
        #expect(canonical["a"]?["z"]?.stringValue == "я")
        #expect(canonical["b"]?.arrayValue?.first?.integerValue == 1)
    }

    @Test("Random texts are written and read back exactly", arguments: JSONSplicingTests.seeds)
    func randomTexts(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<50 {
            var text = ""
            text.unicodeScalars.append(contentsOf: random.text(maxLength: 40))
            #expect(try JSONValue(parsing: JSONValue.string(text).canonicalBytes()) == .string(text))
        }
    }

    @Test(
        "A number that readers may round is refused",
        arguments: ["1.5", "1e3", "9007199254740992", "-9007199254740992", "99999999999999999999"])
    func refusesNumbers(literal: String) {
        #expect(throws: JSONTextError(code: .unsupportedNumber, offset: 1)) {
            try JSONValue(parsing: Array("[\(literal)]".utf8))
        }
    }

    @Test("Values are compared by their bytes, not by canonical equivalence")
    func byteEquality() {
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSONValue.object([("\u{E9}", 1)]) != .object([("e\u{301}", 1)]))
    }
}

@Suite struct JSONEscaperTests {
    static let cases: [(String, Int, String)] = [
        ("[PERSON_7K2M9QX4D]", 3, "[PERSON_7K2M9QX4D]"), (#"a"b"#, 0, #"a"b"#), (#"a"b"#, 1, #"a\"b"#),
        (#"a"b"#, 2, #"a\\\"b"#), ("\n", 1, "\\n"), ("\n", 2, "\\\\n"), ("\\", 2, "\\\\\\\\"), ("\u{1}", 1, "\\u0001"),
        ("\u{1B}", 2, "\\\\u001b"), ("я😀/\u{7F}", 2, "я😀/\u{7F}"), ("", 2, ""),
    ]

    @Test("Text is escaped once for each string around it, and no more than needed", arguments: cases)
    func escapes(text: String, levels: Int, expected: String) {
        #expect(String(decoding: JSONEscaper.escape(Array(text.utf8), levels: levels), as: UTF8.self) == expected)
    }
}
