// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@Suite struct JSONDraftTests {
    @Test func whatIsWrittenIsOneJSONValue() throws {
        let draft = JSONDraft.object([
            ("a \"b\"", .array([.integer(-1), .null, .boolean(true)])), ("text", .string("é\n\u{0}\"")),
            ("as it came", .copy(Array(#""\u0041""#.utf8))), ("counts", .counts(["b": 2, "a": 1])),
            ("none", .array([])),
        ])
        #expect(
            String(decoding: draft.bytes(), as: UTF8.self)
                == #"{"a \"b\"":[-1,null,true],"text":"é\n\u0000\"","as it came":"\u0041","counts":{"a":1,"b":2},"none":[]}"#
        )
        _ = try JSONScan(draft.bytes())
    }

    @Test(arguments: [
        (0, "0.0000"), (1, "1.0000"), (0.5, "0.5000"), (0.00004, "0.0000"), (0.99996, "1.0000"), (0.1234, "0.1234"),
        (-3, "0.0000"), (7, "1.0000"),
    ])
    func aProbabilityHasFourDecimals(value: Double, expected: String) {
        #expect(String(decoding: JSONDraft.probability(value).bytes(), as: UTF8.self) == expected)
    }
}
