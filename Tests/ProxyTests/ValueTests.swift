// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Proxy
import Testing

/// The small values of the gateway: names, addresses, keys, dates.
@Suite struct ValueTests {
    @Test(arguments: [
        ("gpt-4o", "gpt-4o", true), ("gpt-4o", "gpt-4", false), ("*", "anything", true), ("*", "", true),
        ("gpt-*", "gpt-", true), ("gpt-*", "gpt", false), ("*-mini", "gpt-4o-mini", true), ("a*b*c", "abc", true),
        ("a*b*c", "axxbyyc", true), ("a*b*c", "acb", false), ("a*a", "a", false), ("ä", "a\u{308}", false),
    ])
    func aModelPatternStandsForTheseNames(pattern: String, name: String, isMatch: Bool) {
        #expect(ModelPattern(pattern).matches(name) == isMatch)
    }

    @Test func aModelPatternMayRename() {
        let pattern = ModelPattern("gpt-*=qwen=72b")
        #expect(pattern.text == "gpt-*")
        #expect(pattern.replacement == "qwen=72b")
        #expect(pattern.matches("gpt-4"))
        #expect(pattern.exactName == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080", true), ("localhost:1", "localhost:1", true),
        ("[::1]:80", "[::1]:80", true),
        ("127.9.8.7:80", "127.9.8.7:80", true), ("0.0.0.0:80", "0.0.0.0:80", false), ("[::]:80", "[::]:80", false),
        ("10.0.0.1:80", "10.0.0.1:80", false), ("127.0.0.1.evil.example:80", "127.0.0.1.evil.example:80", false),
        ("gateway.example.ru:443", "gateway.example.ru:443", false),
    ])
    func anAddressIsReadAndKnowsWhetherItIsLoopback(text: String, spelling: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.description == spelling)
        #expect(address.isLoopback == isLoopback)
    }

    @Test(arguments: ["", "8080", ":8080", "::1:8080", "host:", "host:x", "host:70000", "host:-1", "[::1]"])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func aDateIsWrittenAsHTTPWantsIt(second: Int, text: String) {
        #expect(HTTPDate.text(of: second) == text)
    }

    @Test(arguments: [
        ("[PERSON_FQXKDHBYK] went", "[                ] went"), ("person_fqxkdhbyk's", "                's"),
        ("[PHONE\\_FT0055K4F]", "[                ]"), ("[PERSON_FQXKDHBYK_G]", "[                _G]"),
        ("no_tokens here_and there", "no_tokens here_and there"), ("_", "_"), ("A_FQXKDHBYK", "A_FQXKDHBYK"),
    ])
    func tokensAreBlankedBeforeAModelsOwnTextIsSearched(text: String, blanked: String) {
        #expect(String(decoding: TokenBlanking.blank(Array(text.utf8)), as: UTF8.self) == blanked)
    }

    @Test func aRequestIDIsAVersion7UUID() {
        let ids = (0..<100).map { _ in RequestID.generate().rawValue }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 36 && $0.dropFirst(14).first == "7" })
    }
}
