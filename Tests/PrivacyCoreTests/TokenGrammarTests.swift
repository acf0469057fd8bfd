// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing

@Suite struct TokenGrammarTests {
    private func token(_ label: String, _ body: String) throws -> Token {
        try #require(TokenLabel(label).flatMap { Token(label: $0, body: body) })
    }

    @Test("A token is written in brackets, or bare")
    func spellings() throws {
        let token = try token("PERSON", "7K3M9QXT")
        let check = String(decoding: [token.check], as: UTF8.self)
        #expect(token.bracketed == "[PERSON_7K3M9QXT\(check)]")
        #expect(token.bare == "PERSON_7K3M9QXT\(check)")
        #expect(token.description == token.bracketed)
    }

    @Test("A label has 2 to 10 letters A–Z", arguments: ["A", "ABCDEFGHIJK", "person", "RU_SNILS", "ИМЯ", "A1", ""])
    func badLabels(text: String) {
        #expect(TokenLabel(text) == nil)
    }

    @Test(
        "A body has eight characters of the alphabet, which has no I, L, O, U",
        arguments: ["7K3M9QX", "7K3M9QXTA", "7K3M9QXI", "7K3M9QXL", "7K3M9QXO", "7K3M9QXU", "7k3m9qxt", ""])
    func badBodies(text: String) {
        #expect(TokenLabel("PERSON").flatMap { Token(label: $0, body: text) } == nil)
    }

    @Test("Every single wrong character of a body changes the check character")
    func checkNoticesOneWrongCharacter() throws {
        let body = Array("7K3M9QXT".utf8)
        let right = TokenGrammar.check(label: "PERSON".utf8, body: body)
        for index in body.indices {
            for other in TokenGrammar.alphabet where other != body[index] {
                var wrong = body
                wrong[index] = other
                #expect(TokenGrammar.check(label: "PERSON".utf8, body: wrong) != right)
            }
        }
    }

    @Test("Every swap of two different neighbours changes the check character")
    func checkNoticesSwaps() {
        for first in TokenGrammar.alphabet {
            for second in TokenGrammar.alphabet where first != second {
                let body = [first, second] + Array("3M9QXT".utf8)
                let swapped = [second, first] + Array("3M9QXT".utf8)
                let label = "EMAIL".utf8
                #expect(
                    TokenGrammar.check(label: label, body: body) != TokenGrammar.check(label: label, body: swapped))
            }
        }
    }

    @Test("The check character covers the label")
    func checkCoversLabel() {
        let body = Array("7K3M9QXT".utf8)
        #expect(
            TokenGrammar.check(label: "PERSON".utf8, body: body) != TokenGrammar.check(label: "PERSOM".utf8, body: body)
        )
    }

    @Test("What may be held covers the longest tolerated spelling, and is at most 96 bytes")
    func bounds() {
        #expect(TokenGrammar.maxCanonicalLength <= TokenGrammar.maxToleratedLength)
        #expect(TokenGrammar.maxToleratedLength <= TokenGrammar.maxHold)
        #expect(TokenGrammar.maxHold <= 96)
    }
}
