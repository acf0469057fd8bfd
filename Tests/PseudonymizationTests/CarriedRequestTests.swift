// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing
import ZavesaTesting

@testable import Pseudonymization

/// A tokenised request in another wire format, in front of the guard.
@Suite struct CarriedRequestTests {
    private static let name = Array("Иван Петров".utf8)
    private static let key = Array("sk-1234567890".utf8)
    private static let card = Array("4111 1111 1111 1111".utf8)
    private static let body = Array(
        #"""
        {"model":"m","messages":[{"role":"user","content":"Иван Петров sk-1234567890 4111 1111 1111 1111"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"call_a","type":"function",
          "function":{"name":"find","arguments":"{\"who\":\"Иван Петров\",\"card\":4111111111111111}"}}]},
         {"role":"tool","tool_call_id":"call_a","content":"{\"card\":4111111111111111}"}]}
        """#.utf8)

    private func tokenized() async throws -> TokenizedRequest {
        try await PlantedRequest(
            body: Self.body,
            values: [(Self.name, .person), (Self.key, .secret), (Self.card, EntityType(rawValue: "CARD"))],
            redacting: [.secret]
        ).tokenized(in: InMemoryVault())
    }

    @Test(
        "The guard finds tokens, marks and numbers where the translation put them",
        arguments: [Dialect.anthropic, .ollama, .gigachat, .yandexgpt])
    func translated(dialect: Dialect) async throws {
        let adapter = try #require(ProviderTable.adapter(to: dialect, folder: "b1g"))
        let tokenized = try await tokenized()
        let carried = tokenized.carried(in: try adapter.adapt(tokenized.body).body)
        let sanitized = try EgressGuard().inspect(carried, target: adapter.path, headers: adapter.headers)
        #expect(sanitized.body.firstIndex(of: Self.name) == nil && sanitized.body.firstIndex(of: Self.key) == nil)
        #expect(sanitized.body.text.contains("[REDACTED:SECRET]"))
        let written = carried.notes.written.map { carried.body[$0] }
        #expect(Set(written) == Set(tokenized.notes.written.map { tokenized.body[$0] }))
        // The card is a number twice, in arguments and in a result; policy has let it go as such.
        #expect(
            carried.notes.numbers.map { carried.body[$0] }
                == Array(repeating: ArraySlice("4111111111111111".utf8), count: 2))
    }

    @Test(
        "What a translation lets slip stops the request",
        arguments: [
            #"{"text":"Иван Петров"}"#, #"{"text":"ИВАНУ ПЕТРОВУ"}"#, #"{"text":"0JjQstCw0L0g0J/QtdGC0YDQvtCy"}"#,
            // The card went as a number; in a text it is the value that was replaced.
            #"{"text":"card 4111111111111111"}"#, #"{"card":"4111111111111111"}"#,
        ])
    func slips(body: String) async throws {
        let carried = try await tokenized().carried(in: Array(body.utf8))
        #expect(throws: EgressGuardError.self) {
            try EgressGuard().inspect(carried, target: "/", headers: [])
        }
    }
}
