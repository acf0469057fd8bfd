// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@Suite struct JSONNumberTests {
    static let plain = [
        ("79161234567", "79161234567"), ("7.9161234567e10", "79161234567"), ("79161234567.0", "79161234567"),
        ("0.79161234567E+11", "79161234567"), ("791612345670000e-4", "79161234567"), ("-1.50", "-1.5"), ("0.0", "0"),
        ("1e3", "1000"), ("25e-4", "0.0025"), ("0e5", "0"), ("1e0", "1"), ("1e400", "1e400"), ("1e-400", "1e-400"),
        ("1e99999999999999999999", "1e99999999999999999999"), ("1e-9223372036854775808", "1e-9223372036854775808"),
        ("3.14", "3.14"), ("-0", "-0"), ("100", "100"),
    ]

    @Test("A number is written out whatever its spelling", arguments: plain)
    func writesOut(literal: String, expected: String) {
        #expect(String(decoding: JSONNumber.plain(Array(literal.utf8)), as: UTF8.self) == expected)
    }

    @Test(
        "Digits count from the first that is not zero",
        arguments: [("0", 0), ("000", 0), ("-123.450", 6), ("0.00012", 2), ("1e999999", 1), ("79161234567", 11)])
    func countsDigits(literal: String, expected: Int) {
        #expect(JSONNumber.significantDigits(literal.utf8) == expected)
    }

    @Test("A number is one unit: any part of it stands for all of its bytes")
    func oneUnit() throws {
        let scan = try JSONScan(Array("[7.9161234567e10]".utf8))
        let number = scan.plainNumber(1)
        #expect(number.utf8 == Array("79161234567".utf8))
        #expect(number.level == 0)
        #expect(number.source(of: 3..<5) == 1..<16)
        #expect(number.sourceRange == 1..<16)
    }
}
