// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import PrivacyCore
import Testing

/// A pattern that says how many digits it matches finds what it finds without saying so.
@Suite struct DigitCountTests {
    private func found(_ trigger: PatternTrigger, _ expression: String, _ text: String) throws -> [ByteSpan] {
        let set = try PatternSet([PatternSource(name: "t", expression: expression, triggers: [trigger])])
        var spans: [ByteSpan] = []
        try set.matches(in: Array(text.utf8)) { _, span, _ in spans.append(span) }
        return spans
    }

    @Test(arguments: [4, 7, 10, 13, 20])
    func anExactCountLosesNothing(count: Int) throws {
        let expression = #"(?<![0-9])\d(?:[ -]?\d){"# + "\(count - 1)" + #"}(?![0-9])"#
        var random = SystemRandomNumberGenerator()
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                ["1", "2", "3", "4", "5", " ", "-", "я", "слово ", "12", "345"].randomElement(using: &random) ?? ""
            }.joined()
            let everywhere = try found(.digits(atLeast: 1), expression, text)
            #expect(try found(.startsAtDigits(count...count), expression, text) == everywhere, "\(text)")
        }
    }

    @Test func aRowThatCannotHoldTheCountIsNotTried() throws {
        #expect(try found(.startsAtDigits(5...5), #"\d+"#, "1234 5678 90").isEmpty)
        #expect(try found(.startsAtDigits(6...6), #"\d+"#, "1234 5678 90").count == 3)
        #expect(try found(.startsAtDigits(100...200), #"\d+"#, String(repeating: "7", count: 120)).count == 1)
    }

    @Test func aLiteralBringsThePatternOnlyNearIt() throws {
        let far = "key" + String(repeating: " x", count: 100) + " z9"
        #expect(try found(.anyLiteral(["key"]), #"z\d"#, far).isEmpty)
        #expect(try found(.anyLiteral(["key"]), #"z\d key"#, "z1 z2 key").count == 1)
        #expect(try found(.anyLiteral(["key"]), #"key \d"#, "key 1, key 2, key x, KEY 3").count == 2)
    }
}
