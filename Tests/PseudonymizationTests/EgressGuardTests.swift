// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing
import ZavesaTesting

@testable import Pseudonymization

@Suite struct EgressGuardTests {
    private static let name = Array("Иван Петров".utf8)
    private static let phone = Array("+7 916 123-45-67".utf8)

    /// A request whose text was replaced as it should be.
    private func tokenized() async throws -> TokenizedRequest {
        let text = Self.name + Array(", ".utf8) + Self.phone
        return try await PlantedRequest(user: text, values: [(Self.name, .person), (Self.phone, .phone)])
            .tokenized(in: InMemoryVault())
    }

    @Test("A clean request passes as it is")
    func clean() async throws {
        let tokenized = try await tokenized()
        let sanitized = try EgressGuard().inspect(
            tokenized, target: "/chat/completions?a=1", headers: [("x-request-id", "1")])
        #expect(sanitized.body == tokenized.body)
        #expect(sanitized.target == "/chat/completions?a=1")
        #expect(sanitized.headers.map(\.name) == ["x-request-id"])
    }

    @Test(
        "A replaced value in a header or the target stops the request, in every listed spelling",
        arguments: ValueSpelling.allCases)
    func everySpelling(spelling: ValueSpelling) async throws {
        let tokenized = try await tokenized()
        for value in tokenized.notes.values {
            for written in spelling.written(value) where spelling != .caseForms && !written.isEmpty {
                let error = EgressGuardError(code: .replacedValue, place: .header, type: value.type)
                #expect(throws: error, "\(written.text)") {
                    try EgressGuard().inspect(
                        tokenized, target: "/", headers: [("x-title", "for \(written.text) only")])
                }
                #expect(throws: EgressGuardError.self) {
                    try EgressGuard().inspect(tokenized, target: "/x?u=\(written.text)&v=1", headers: [])
                }
            }
        }
    }

    @Test(
        "A name in another grammatical case stops the request",
        arguments: ["Ивану Петрову", "ИВАНОМ ПЕТРОВЫМ", "Ивана Петрова"])
    func caseForms(form: String) async throws {
        let tokenized = try await tokenized()
        #expect(throws: EgressGuardError(code: .replacedValue, place: .target, type: .person)) {
            try EgressGuard().inspect(tokenized, target: "/?q=\(form)", headers: [])
        }
    }

    @Test("The tokeniser undoes every spelling that the guard knows", arguments: ValueSpelling.allCases)
    func oneTable(spelling: ValueSpelling) async throws {
        for (value, type) in [
            (Self.name, EntityType.person), (Self.phone, .phone), (Array("O'Neill & \"Co\"".utf8), .person),
        ] {
            guard let spelled = SpelledValue(value, type: type, isSecret: false) else { continue }
            for written in spelling.written(spelled) where spelling != .caseForms && !written.isEmpty {
                let text = value + Array(" is ".utf8) + written + Array(".".utf8)
                let tokenized = try await PlantedRequest(user: text, values: [(value, type)])
                    .tokenized(in: InMemoryVault())
                let sent = try #require(try OpenAIProviderTexts.first(in: tokenized.body))
                #expect(!sent.holds(written), "\(written.text)")
                #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
            }
        }
    }

    @Test("A value in a field that is no text stops the request")
    func structuralField() async throws {
        let body = Array(
            #"{"model":"m","service_tier":"zagorski9-7b","messages":[{"role":"user","content":"I am zagorski9"}]}"#.utf8
        )
        let tokenized = try await PlantedRequest(body: body, values: [(Array("zagorski9".utf8), .secret)])
            .tokenized(in: InMemoryVault())
        #expect(throws: EgressGuardError(code: .replacedValue, place: .body, type: .secret)) {
            try EgressGuard().inspect(tokenized, target: "/", headers: [])
        }
    }

    @Test(
        "A setting that only looks like a value stops nothing",
        arguments: [
            ("1024", #"{"model":"m","max_tokens":1024,"messages":[{"role":"user","content":"code 1024"}]}"#),
            ("gpt-4o", #"{"model":"gpt-4o","messages":[{"role":"user","content":"password gpt-4o"}]}"#),
            ("claude", #"{"model":"claude-sonnet-4","messages":[{"role":"user","content":"ask claude"}]}"#),
            ("tool", #"{"model":"m","messages":[{"role":"user","content":"pin tool"},{"role":"tool","content":"x"}]}"#),
        ])
    func settings(value: String, body: String) async throws {
        let tokenized = try await PlantedRequest(body: Array(body.utf8), values: [(Array(value.utf8), .secret)])
            .tokenized(in: InMemoryVault())
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
    }

    @Test("The digits of a short code stop the request in a text, and a long number does anywhere")
    func numbersInTexts() async throws {
        let code = Array(#"{"model":"m","x":"1024","messages":[{"role":"user","content":"code 1024"}]}"#.utf8)
        let tokenized = try await PlantedRequest(body: code, values: [(Array("1024".utf8), .secret)])
            .tokenized(in: InMemoryVault())
        let undone = tokenized.body.text.replacing(/"x":"[^"]*"/, with: #""x":"1024""#)
        var notes = tokenized.notes
        notes.written = []
        let forged = TokenizedRequest(
            request: tokenized.request, body: Array(undone.utf8), replaced: tokenized.replaced, view: tokenized.view,
            notes: notes)
        #expect(throws: EgressGuardError(code: .replacedValue, place: .body, type: .secret)) {
            try EgressGuard().inspect(forged, target: "/", headers: [])
        }
        let body = #"{"model":"m","seed":79161234567,"messages":[{"role":"user","content":"+7 916 123-45-67"}]}"#
        let phone = try await PlantedRequest(body: Array(body.utf8), values: [(Self.phone, .phone)])
            .tokenized(in: InMemoryVault())
        #expect(throws: EgressGuardError(code: .replacedValue, place: .body, type: .phone)) {
            try EgressGuard().inspect(phone, target: "/", headers: [])
        }
    }

    @Test("A value in an attached file, which goes as it is, stops nothing")
    func attachedFile() async throws {
        // "ivan@example.org, 12 lines of it" in base 64.
        let file = String(repeating: "aXZhbkBleGFtcGxlLm9yZywgMTIgbGluZXMgb2YgaXQg", count: 8)
        let body =
            #"{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"find ivan@example.org"},"#
            + #"{"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,\#(file)"}}]}]}"#
        let tokenized = try await PlantedRequest(
            body: Array(body.utf8), values: [(Array("ivan@example.org".utf8), .email)]
        )
        .tokenized(in: InMemoryVault())
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
        #expect(tokenized.body.text.contains(file))
    }

    @Test("What the tokeniser says it wrote must be a token or a mark")
    func foreignMark() async throws {
        let tokenized = try await tokenized()
        var notes = tokenized.notes
        notes.written.append(0..<5)
        let forged = TokenizedRequest(
            request: tokenized.request, body: tokenized.body, replaced: tokenized.replaced, view: tokenized.view,
            notes: notes)
        #expect(throws: EgressGuardError(code: .foreignMark, place: .body)) {
            try EgressGuard().inspect(forged, target: "/", headers: [])
        }
    }

    @Test("A body that the tokeniser left as it was stops")
    func untouchedBody() async throws {
        let tokenized = try await tokenized()
        var notes = tokenized.notes
        notes.written = []
        for text in [Self.name, Self.phone, Array("89161234567 79161234567".utf8)] {
            let forged = TokenizedRequest(
                request: tokenized.request, body: PlantedRequest.body(user: text), replaced: tokenized.replaced,
                view: tokenized.view, notes: notes)
            #expect(throws: EgressGuardError.self) {
                try EgressGuard().inspect(forged, target: "/", headers: [])
            }
        }
    }

    @Test(
        "Whole words only, also beside escapes",
        arguments: [
            ("Иванна", false), ("наИван", false), ("\\nИван", true), ("Иван\\n", true), ("%20Иван%20", true),
            ("\\u0430Иван", false), ("Иван\\u0430", false), ("\\u0020Иван", true), ("&nbsp;Иван;", true),
            ("&#1072;Иван", false), ("Иван_x", true), ("«Иван»", true), ("иван", false), ("ИВАН", true),
        ])
    func edges(text: String, isHit: Bool) {
        let value = SpelledValue(Array("Иван".utf8), type: .person, isSecret: false)
        var hits = 0
        SpellingAutomaton(value.map { [$0] } ?? []).find(in: Array(text.utf8)) { _, _ in hits += 1 }
        #expect((hits > 0) == isHit)
    }

    @Test("A word of the protocol is no leak as a whole string, and is one elsewhere")
    func protocolWords() async throws {
        let value = Array("user".utf8)
        let planted = try PlantedRequest(user: Array("the password: user".utf8), values: [(value, .secret)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
        #expect(throws: EgressGuardError.self) { try EgressGuard().inspect(tokenized, target: "/user", headers: []) }
    }

    @Test(
        "An identifier with a checksum stops the request, unless policy lets it pass",
        arguments: [
            "4111 1111 1111 1111", "5555-5555-5555-4444", "3782 822463 10005", "112-233-445 95",
            "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000",
        ])
    func checksums(text: String) async throws {
        let type = EntityType(rawValue: "CARD")
        let value = Array(text.utf8)
        let unseen = try await PlantedRequest(user: value, values: []).tokenized(in: InMemoryVault())
        #expect(throws: EgressGuardError(code: .checksum, place: .body)) {
            try EgressGuard().inspect(unseen, target: "/", headers: [])
        }
        let passed = try await PlantedRequest(user: value, values: [(value, type)], passing: [type])
            .tokenized(in: InMemoryVault())
        #expect(throws: Never.self) { try EgressGuard().inspect(passed, target: "/", headers: []) }
    }

    @Test(
        "What only looks like one passes",
        arguments: [
            "4111 1111 1111 1112", "4111 1111-1111 1111", "4111111111111111", "112-233-445 96", "0000 0000 0000 0000",
            "DE89370400440532013001", "XX89370400440532013000", "14111 1111 1111 1111", "ADE89370400440532013000",
        ])
    func noChecksums(text: String) async throws {
        let tokenized = try await PlantedRequest(user: Array(text.utf8), values: []).tokenized(in: InMemoryVault())
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
    }

    @Test("Errors say what and where, never the value")
    func errorsHoldNoData() async throws {
        let tokenized = try await tokenized()
        let error = #expect(throws: EgressGuardError.self) {
            try EgressGuard().inspect(tokenized, target: "/Иван Петров", headers: [])
        }
        #expect(!"\(try #require(error))".contains("Иван"))
        #expect(!"\(tokenized.replaced) \(tokenized.notes.passed)".contains("Иван"))
    }
}
