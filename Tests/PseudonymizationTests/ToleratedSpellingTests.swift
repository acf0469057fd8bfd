// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import Vault

/// What models do to tokens, and what the restorer makes of it.
@Suite struct ToleratedSpellingTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    @Test(
        "A token in a tolerated spelling comes back, and what stands around it stays",
        arguments: [
            ("[{E}]", "ivan@example.org", false),
            ("[{E}_G]", "ivan@example.org", false),
            ("[{E}_d]", "ivan@example.org", true),
            ("{E}", "ivan@example.org", true),
            ("see {E}.", "see ivan@example.org.", true),
            ("{E}_I", "ivan@example.org", true),
            ("{E}_data", "ivan@example.org_data", true),
            ("\\[{E}\\]", "ivan@example.org", true),
            ("[ {E} ]", "ivan@example.org", true),
            ("【{E}】", "ivan@example.org", true),
            ("［{E}］", "ivan@example.org", true),
            ("[{E}", "[ivan@example.org", true),
            ("{E}]", "ivan@example.org]", true),
            ("[[{E}]]", "[ivan@example.org]", false),
            ("**[{E}]**", "**ivan@example.org**", false),
            ("`{E}`", "`ivan@example.org`", true),
            ("[{E}]у", "ivan@example.orgу", false),
            ("{E}у", "ivan@example.orgу", true),
            ("[{E}]'s", "ivan@example.org's", false),
            ("{E}'s", "ivan@example.org's", true),
            ("ال[{E}]", "الivan@example.org", false),
            ("وال{E}", "والivan@example.org", true),
            ("\\[{E}]", "\\ivan@example.org", false),
            ("[{E}][{E}]", "ivan@example.orgivan@example.org", false),
            ("[{E}, {E}]", "[ivan@example.org, ivan@example.org]", true),
        ])
    func tolerated(template: String, expected: String, isRepaired: Bool) {
        let restored = sample.restore(template)
        #expect(restored.text == expected)
        #expect(restored.counts.restored >= 1)
        #expect((restored.counts.repaired > 0) == isRepaired)
        #expect(restored.counts.unknown == 0)
    }

    @Test(
        "Changed letters, escapes, spaces and invisible characters inside are undone",
        arguments: [
            "[email_0a1b2c3d%]", "[Email_0A1b2C3d%]", "[EMAIL\\_0A1B2C3D%]", "[EMAIL_0A1B 2C3D%]",
            "[EMAIL_OA1B2C3D%]", "[EMAIL_oAIB2C3D%]", "[EMAIL_0AlB2C3D%]", "[E\u{200B}MAIL_0A1B2C3D%]",
            "[EMAIL_0A1B\u{202B}2C3D%\u{202C}]", "[EMAIL_0A\u{640}1B2C3D%]", "[EMAIL _ 0A1B2C3D%]",
            "[EMAIL_0A1B2C3D%\u{200F}]", "[\u{2066}EMAIL_0A1B2C3D%\u{2069}]", "EMAIL_0A1B\u{AD}2C3D%",
            "[EMAIL_0A1B2C3D%\\_G]", "email_0a1b2c3d%",
        ])
    func undone(template: String) {
        let check = String(decoding: [sample.email.check], as: UTF8.self)
        let spelled = template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: check)
        let restored = sample.restore(spelled)
        #expect(restored.text == SampleView.emailValue)
        #expect(restored.counts.restored == 1)
        #expect(restored.counts.repaired == 1)
    }

    @Test(
        "What is no spelling of an issued token stays as it is",
        arguments: [
            "[EMAIL_0A1B2C3E9]", "[EMAIL_0A1B2C3]", "x{E}", "{E}x", "{E}1", "EMAIL 0A1B2C3D", "[EMAIL-0A1B2C3D]",
            "[EMAIL_0A1B2C3D", "[PERSON_0A1B2C3D]", "E M A I L_0A1B2C3D", "[EMAIL_]", "[]", "[", "\\", "\\[", "【",
            "\u{200B}[\u{200B}", "[REDACTED:SECRET]", "REDACTED-SECRET",
        ])
    func untouched(template: String) {
        let restored = sample.restore(template)
        #expect(restored.text == sample.text(template).text)
        #expect(restored.counts.restored == 0)
    }

    @Test("More fillers than the bound are no token")
    func tooManyFillers() {
        let fillers = String(repeating: "\u{200B}", count: TokenGrammar.maxFillers)
        #expect(sample.restore("[\(fillers){E}]").counts.restored == 1)
        #expect(sample.restore("[\(fillers)\u{200B}{E}]").counts.repaired == 1)
        #expect(sample.restore("[\(fillers)\u{200B}{E}]").text == "[\(fillers)\u{200B}ivan@example.org]")
    }

    @Test(
        "Tokens that nobody issued here are counted and stay", arguments: ["[PERSON_0A1B2C3D4]", "[NAME_ZZZZZZZZZ]."])
    func unknown(text: String) {
        let restored = sample.restore(text)
        #expect(restored.text == text)
        #expect(restored.counts.unknown == 1)
    }

    @Test(
        "Ordinary identifiers are not counted as tokens",
        arguments: ["max_batch_size", "a[i]", "HTTP_404", "is_connected"])
    func ordinary(text: String) {
        #expect(sample.restore(text).counts == RestorationCounts())
    }

    @Test("A restored value is not read again, even if it looks like a token")
    func valuesAreNotRead() throws {
        let inner = try SampleView.token("EMAIL", "0A1B2C3D")
        let outer = try SampleView.token("LITERAL", "77777777")
        let view = RestoreView([
            .init(token: inner, type: .email, value: .init(Array("secret".utf8))),
            .init(token: outer, type: .literal, value: .init(Array(inner.bracketed.utf8))),
        ])
        let step = StreamingRestorer.restore(Array(outer.bracketed.utf8), view: view, rules: RestoreRules())
        #expect(step.output.text == inner.bracketed)
        #expect(step.counts.unknown == 0)
    }
}
