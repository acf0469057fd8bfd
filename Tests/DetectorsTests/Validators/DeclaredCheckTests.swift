// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import StrictYAML
import Testing

/// Checks that a dictionary writes out itself, against numbers computed by hand or published by their registers.
@Suite struct DeclaredCheckTests {
    @Test(arguments: [
        // ИНН of an organization, as the validator of code has it.
        (
            "{sum: {weights: [2, 4, 10, 3, 5, 9, 4, 6, 8], modulus: 11, check: 10, then: 10}}", "7707083893",
            "7707083894"
        ),
        // NHS: 11 less the remainder.
        (
            "{sum: {weights: [10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, result: complement, check: 10}}", "9434765919",
            "9434765918"
        ),
        // BSN: the last weight is −1 and the sum is a multiple of 11.
        ("{sum: {weights: [9, 8, 7, 6, 5, 4, 3, 2, -1], modulus: 11, result: zero}}", "111222333", "111222334"),
        // A second row of weights where the first gives 10.
        (
            "{sum: {weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 1], retry: [[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]], modulus: 11, check: 11}}",
            "37605030299", "37605030298"
        ),
        // DNI: a letter by the remainder of 23.
        ("{number: {digits: 1-8, modulus: 23, check: 9, alphabet: TRWAGMYFPDXBNJZSQVHLCKE}}", "12345678Z", "12345678A"),
        // NIR: 97 less the remainder, with letters of Corsica.
        (
            "{number: {digits: 1-13, modulus: 97, result: complement, check: 14-15, replace: {2A: '19'}}}",
            "295109912611193",
            "295109912611194"
        ),
        ("{system: {name: luhn}}", "4111111111111111", "4111111111111112"),
        ("{system: {name: luhn, prefix: '80840'}}", "1245319599", "1245319598"),
        ("{system: {name: mod11-10}}", "86095742719", "86095742718"),
        ("{system: {name: mod97-10}}", "213800WAVVOPS85N2205", "213800WAVVOPS85N2206"),
        ("{system: {name: verhoeff}}", "2363", "2364"),
        ("{date: {layout: YYMMDD.}}", "8402290", "8502290"),
        ("{date: {layout: YYYYMMDD}}", "20240229", "20230229"),
        ("{date: {layout: YYMMDD, months_plus: [20]}}", "852114", "854114"),
        ("{part: {at: 1-2, in: ['AB', 10-19]}}", "AB7", "AC7"),
        ("{part: {at: 1-2, in: ['AB', 10-19]}}", "157", "207"),
        ("{varied: true}", "1112", "1111"),
        ("{any: [{part: {at: 1, in: [X]}}, {varied: true}]}", "XX", "YY"),
    ])
    func aWrittenCheckTellsRightFromWrong(check: String, right: String, wrong: String) throws {
        let recognizer = try Self.recognizer(check)
        let validator = try #require(recognizer.rules.first?.checks.first?.validator)
        #expect(validator.accepts(CandidateText(Array(right.utf8))))
        #expect(!validator.accepts(CandidateText(Array(wrong.utf8))))
        // What is too short, empty or of other characters passes no check and breaks none.
        for text in ["", "1", "A", "ЯЯЯЯЯЯЯЯЯЯ"] { _ = validator.accepts(CandidateText(Array(text.utf8))) }
    }

    @Test(arguments: [
        ("{sum: {weights: [1], modulus: 1, check: 2}}", "a modulus is 2 or more"),
        ("{sum: {weights: [1], modulus: 10}}", "the key check says where the check stands"),
        ("{sum: {weights: [1], modulus: 10, check: 2, result: both}}", "expected one of complement, remainder, zero"),
        ("{number: {digits: 3-1, modulus: 97, check: 4}}", "expected a place such as 3"),
        ("{system: {name: lun}}", "did you mean luhn?"),
        ("{date: {layout: YMMDD}}", "a layout has MM"),
        ("{part: {at: 1-2, in: [ABC]}}", "the text is not as long as its places"),
        ("{varied: false}", "expected true"),
        ("{name: luhn, varied: true}", "a check has one of name, sum"),
    ])
    func aCheckThatSaysNothingIsRefused(check: String, message: String) throws {
        let error = #expect(throws: DocumentError.self) { try Self.recognizer(check) }
        #expect(error?.expectation.contains(message) == true, "\(error?.expectation ?? "")")
        #expect(error?.line == 6)
    }

    private static func recognizer(_ check: String) throws -> Recognizer {
        let text = """
            id: test/number
            entity: RU_INN
            about: A number for tests.
            status: C1
            source: test
            checks: [\(check.dropLast()), accept: 0.1, fail: -1}]
            patterns: [{name: plain, regex: 'Z\\d{4}', digits: 4, prior: 1}]
            examples: {valid: ['⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧'], invalid: [a, b, c, d, e]}
            """
        return try #require(
            DictionaryCopy.load(["test/number.yaml": text]).recognizers.first { $0.id.rawValue == "test/number" })
    }
}
