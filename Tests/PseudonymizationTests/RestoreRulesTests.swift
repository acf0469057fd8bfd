// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import ZavesaTesting

/// Restoring is also a way out: where values do not go back in.
@Suite struct RestoreRulesTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    @Test(
        "In a URL the model made a token stays a token",
        arguments: [
            "https://evil.example/?q=[{E}]", "http://evil.example/[{E}]", "ftp://evil.example/[{E}]",
            "//evil.example/[{E}]", "www.evil.example/[{E}]", "https://[{E}].evil.example/",
            "see https://evil.example/a,b;(c)'[{E}]", "[click](https://evil.example/?q=[{E}])",
            "![](https://evil.example/?q=[{E}])", "![a](//evil.example/?q=[{E}])", "[a](/relative?q=[{E}])",
            "[a](<https://evil.example/a b?q=[{E}]>)", "[a](https://evil.example/(b)[{E}])",
            "[a](\\)x[{E}])", "[r]: https://evil.example/[{E}]", "<img src=\"https://evil.example/[{E}]\">",
            "<img src='x[{E}]'>", "<img src=x[{E}]>", "<a title='[b]' href = \"[{E}]\">",
            "<div style=\"background:url(x[{E}])\">", "<IMG\nSRC=\"[{E}]\">", "<form action=\"[{E}]\">",
            "[a](javascript:x('[{E}]'))", "data://x/[{E}]", "https://evil.example/{E}", "<a href=\"x/{E}\">",
            "[a](mailto:x@evil.example?body=[{E}])",
            "<img srcset=\"https://ok.example/a 1x, //evil.example/[{E}] 2x\">",
            "![x][r]\n\n[r]: https:/evil.example/?q=[{E}]", "[r]: /\\evil.example/[{E}]",
            "[r]:\n\\\\evil.example/[{E}]",
            "[r]: <https:evil.example/a b/[{E}]>", "[r]: https:evil.example/]?q=[{E}]", "<https:evil.example/[{E}]>",
            // Some readers take quotation marks and `>` for parts of a URL, make links of hosts without scheme, or load what a
            // style sheet names.
            "https://evil.example/?q=\"[{E}]\"", "https://evil.example/?q=>[{E}]", "evil.example/[{E}]",
            "evil.example?q=[{E}]",
            "@import \"//evil.example/ [{E}]\";", "url(\"//evil.example/ [{E}]\")",
            #"{"url":"https://evil.example/?q=\"[{E}]\""}"#,
            "HTTP:evil.example/[{E}]", "www.evil.example/https://ok.example/[{E}]", "https:x//ok.example/[{E}]",
        ])
    func urlsAreKept(template: String) {
        let restored = sample.restore(template, rules: RestoreRules(urlHosts: ["ok.example"]))
        #expect(restored.text == sample.text(template).text)
        #expect(restored.counts == RestorationCounts(withheld: 1))
    }

    @Test(
        "After a URL, beside it and in what only looks like one, values come back",
        arguments: [
            ("https://a.example/x [{E}]", "https://a.example/x ivan@example.org"),
            ("\"https://a.example/\" [{E}]", "\"https://a.example/\" ivan@example.org"),
            ("[a](https://a.example)\n[{E}]", "[a](https://a.example)\nivan@example.org"),
            ("[a](x)[{E}]", "[a](x)ivan@example.org"),
            ("<a href='x'>[{E}]</a>", "<a href='x'>ivan@example.org</a>"),
            ("<b title='[{E}]'>", "<b title='ivan@example.org'>"),
            ("<input value=\"[{E}]\">", "<input value=\"ivan@example.org\">"),
            ("// [{E}]", "// ivan@example.org"), ("a/[{E}]", "a/ivan@example.org"),
            ("[{E}](note [{E}])", "ivan@example.org(note ivan@example.org)"),
            ("[{E}]: [{E}]", "ivan@example.org: ivan@example.org"),
            ("a < b [{E}] src=[{E}]", "a < b ivan@example.org src=ivan@example.org"),
            ("[write](mailto:[{E}])", "[write](mailto:ivan@example.org)"),
            ("<a href=\"mailto:[{E}]\">", "<a href=\"mailto:ivan@example.org\">"),
            ("[Name]: [{E}], [a]: x [{E}]", "[Name]: ivan@example.org, [a]: x ivan@example.org"),
            ("[a]: b](x) [{E}]", "[a]: b](x) ivan@example.org"), ("[12:30]: [{E}]:", "[12:30]: ivan@example.org:"),
            ("http: [{E}]", "http: ivan@example.org"),
            (#"{"url":"https://a.example","to":"[{E}]"}"#, #"{"url":"https://a.example","to":"ivan@example.org"}"#),
            ("<https://a.example>[{E}]", "<https://a.example>ivan@example.org"),
            ("См. report.txt, 12.5/[{E}], e.g./[{E}]", "См. report.txt, 12.5/ivan@example.org, e.g./ivan@example.org"),
            ("C:\\\\Users\\\\[{E}]", "C:\\\\Users\\\\ivan@example.org"),
        ])
    func restoredBesideURLs(template: String, expected: String) {
        #expect(sample.restore(template).text == expected)
    }

    @Test("A value that is a URL itself comes back in a URL")
    func urlValues() {
        #expect(sample.restore("[a]([{U}])").text == "[a](\(SampleView.urlValue))")
    }

    @Test(
        "In URLs of an allowed host values come back",
        arguments: [
            "https://ok.example/?q=[{E}]", "http://OK.example:8080/[{E}]", "[a](https://ok.example/[{E}])",
            "<a href=\"https://ok.example/[{E}]\">", "https://a.b.deep.example?x=[{E}]",
            "[r]: https://ok.example/[{E}]", "[r]: <https://ok.example/[{E}]>", "<https://ok.example/[{E}]>",
        ])
    func allowedHosts(template: String) {
        let restored = sample.restore(template, rules: RestoreRules(urlHosts: ["ok.example", "*.deep.example"]))
        #expect(restored.counts.restored == 1)
        #expect(restored.counts.withheld == 0)
    }

    @Test(
        "A host that only looks allowed is not",
        arguments: [
            "https://ok.example.evil.example/[{E}]", "https://ok.example@evil.example/[{E}]",
            "https://evil.example/https://ok.example/[{E}]", "https://ok.example\\@evil.example/[{E}]",
            "https://ok.example[{E}]", "https://notok.example/[{E}]", "https:///ok.example/[{E}]",
            "https://deep.example/[{E}]", "ftp://ok.example/[{E}]", "//ok.example/[{E}]", "www.ok.example/[{E}]",
            "<a href=\"//evil.example/\nhttps://ok.example/[{E}]\">", "<a href=\"\\\\evil/https://ok.example/[{E}]\">",
            "https://ok.example%2f@evil.example/[{E}]", "https://ok.example:80@evil.example/[{E}]",
            "<img srcset=\"https://ok.example/a 1x, https://evil.example/[{E}]\">",
        ])
    func lookalikeHosts(template: String) {
        let restored = sample.restore(template, rules: RestoreRules(urlHosts: ["ok.example", "*.deep.example"]))
        #expect(restored.text == sample.text(template).text)
    }

    @Test("A URL that the caller sent with a value comes back with it; the same host with more does not")
    func sentURLs() async throws {
        let email = Array("ivan@example.org".utf8)
        let text = Array("open https://crm.example/?u=ivan@example.org and write to ivan@example.org".utf8)
        let planted = try PlantedRequest(user: text, values: [(email, .email)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        let sent = try #require(
            try OpenAIProviderTexts.first(in: tokenized.body))
        func restore(_ text: [UInt8]) -> String {
            StreamingRestorer.restore(text, view: tokenized.view, rules: RestoreRules()).output.text
        }
        #expect(restore(sent) == text.text)
        let token = try #require(tokenized.view.tokens.first).bracketed
        #expect(
            restore(Array("[x](https://crm.example/?u=\(token))".utf8))
                == "[x](https://crm.example/?u=ivan@example.org)")
        #expect(restore(Array("https://crm.example/?v=\(token)".utf8)) == "https://crm.example/?v=\(token)")
        let twice = "https://crm.example/?u=\(token)&v=\(token)"
        #expect(restore(Array(twice.utf8)) == "https://crm.example/?u=ivan@example.org&v=\(token)")
    }

    @Test("Arguments of a tool get values if the request declared it or the operator allows it")
    func toolRules() {
        let rules = RestoreRules(tools: ["search": .deny, "mail": .allow])
        let declared: Set = ["search", "note"]
        #expect(rules.allows(tool: "note", declared: declared))
        #expect(!rules.allows(tool: "search", declared: declared))
        #expect(rules.allows(tool: "mail", declared: declared))
        #expect(!rules.allows(tool: "other", declared: declared))
        #expect(!rules.allows(tool: nil, declared: declared))
    }

    @Test("What a denied tool is handed keeps its tokens, counted")
    func deniedTool() {
        let text = sample.text(#"{"to":"[{E}]"}"#)
        let step = StreamingRestorer.restore(
            text, view: sample.view, rules: RestoreRules(), source: .json, isAllowed: false)
        #expect(step.output == text)
        #expect(step.counts == RestorationCounts(withheld: 1))
    }

    @Test(
        "Arguments stay valid JSON, whatever the value holds, at both depths",
        arguments: [
            (#"{"to":"[{P}]"}"#, #"{"to":"Иван \"Ваня\"\nПетров 👩‍👩‍👧"}"#),
            (#"{"b":"{\"n\":\"[{P}]\"}"}"#, #"{"b":"{\"n\":\"Иван \\\"Ваня\\\"\\nПетров 👩‍👩‍👧\"}"}"#),
            (#"{"[{P}]":1}"#, #"{"Иван \"Ваня\"\nПетров 👩‍👩‍👧":1}"#),
            (#"{"t":"[ {P}]у \u0438 [x"}"#, #"{"t":"Иван \"Ваня\"\nПетров 👩‍👩‍👧у \u0438 [x"}"#),
            (#"["[{P}]"]"#, #"["Иван \"Ваня\"\nПетров 👩‍👩‍👧"]"#),
        ])
    func arguments(template: String, expected: String) {
        #expect(sample.restore(template, source: .json).text == expected)
    }

    @Test(
        "An escaped URL in arguments is a URL",
        arguments: [
            #"{"u":"https:\/\/evil.example\/[{E}]"}"#, #"{"u":"https:\u002f\u002fevil.example/[{E}]"}"#,
            #"{"b":"{\"u\":\"https:\\/\\/evil.example\\/[{E}]\"}"}"#,
            #"{"b":"{\"u\":\"https:\\u002f\\u002fevil.example/[{E}]\"}"}"#,
        ])
    func escapedURLs(template: String) {
        #expect(sample.restore(template, source: .json).counts == RestorationCounts(withheld: 1))
    }

    @Test("A URL does not go on in the next string of the arguments")
    func urlsEndWithStrings() {
        let restored = sample.restore(#"{"u":"https://a.example/","to":"[{E}]"}"#, source: .json)
        #expect(restored.counts.restored == 1)
    }
}
