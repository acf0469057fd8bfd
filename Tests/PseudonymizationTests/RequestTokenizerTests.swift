// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import Vault
import ZavesaTesting

@Suite struct RequestTokenizerTests {
    private static let name = Array("Иван Петров".utf8)

    @Test("Everything but the replaced text stays byte for byte")
    func bytesStay() async throws {
        let body = Array(
            #"{ "model" : "m","x_new": [1.50, 1e3 ],"messages":[ {"role":"user","content":"Я \u0418ван Петров\/"} ] }"#
                .utf8)
        let planted = try PlantedRequest(body: body, values: [(Self.name, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        let token = try #require(tokenized.view.tokens.first).bracketed
        #expect(
            tokenized.body.text
                == #"{ "model" : "m","x_new": [1.50, 1e3 ],"messages":[ {"role":"user","content":"Я \#(token)\/"} ] }"#)
    }

    @Test("A repeat is replaced in every spelling, and comes back as it was", arguments: Respelling.allCases)
    func repeats(spelling: Respelling) async throws {
        for (value, type) in [
            (Self.name, EntityType.person), (Array("محمد العلي".utf8), .person), (Array("Anna O'Neill".utf8), .person),
            (Array("ivan@example.org".utf8), .email), (Array("+7 916 123-45-67".utf8), .phone),
            (Array("ООО \"Ромашка\"".utf8), .person),
        ] {
            let respelled = spelling.spell(value)
            let text = value + Array(", then ".utf8) + respelled + Array(" again".utf8)
            let planted = try PlantedRequest(user: text, values: [(value, type)])
            let tokenized = try await planted.tokenized(in: InMemoryVault())
            #expect(LeakProbe([value]).leaks(in: tokenized.body).isEmpty, "\(respelled.text)")
            let sent = try #require(try OpenAIProviderTexts.first(in: tokenized.body))
            let back = StreamingRestorer.restore(sent, view: tokenized.view, rules: RestoreRules()).output
            #expect(back == text)
        }
    }

    @Test(
        "A person's name is replaced in every case of Russian grammar",
        arguments: ["Ивана Петрова", "Ивану Петрову", "Иваном Петровым", "ИВАНУ ПЕТРОВУ", "иване петрове"])
    func caseForms(form: String) async throws {
        let planted = try PlantedRequest(
            user: Self.name + Array(" и \(form).".utf8), values: [(Self.name, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(!tokenized.body.holds(Array(form.utf8)))
    }

    @Test(
        "Parts of words, and lone names in lower case, are left alone",
        arguments: ["Вераника", "вера в людей", "Завера"])
    func noRepeats(text: String) async throws {
        let value = Array("Вера".utf8)
        let planted = try PlantedRequest(user: value + Array(" \(text)".utf8), values: [(value, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(tokenized.body.holds(Array(text.utf8)))
    }

    @Test("Repeats are replaced in every slot of the request")
    func repeatsAcrossSlots() async throws {
        let body = Array(
            (#"{"model":"m","user":"Иван Петров","messages":[{"role":"user","content":"Я Иван Петров"},"#
                + #"{"role":"tool","tool_call_id":"1","content":"{\"Иван Петров\":{\"n\":\"Ивану Петрову\"}}"}],"#
                + #""tools":[{"type":"function","function":{"name":"f","description":"for Иван Петров"}}]}"#).utf8)
        let planted = try PlantedRequest(body: body, values: [(Self.name, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(LeakProbe([Self.name, Array("Ивану".utf8)]).leaks(in: tokenized.body).isEmpty)
        #expect(throws: Never.self) { try JSONScan(tokenized.body) }
    }

    @Test("What policy passes stays, and is not looked for elsewhere")
    func passed() async throws {
        let text = Self.name + Array(" — Иван Петров".utf8)
        let planted = try PlantedRequest(user: text, values: [(Self.name, .person)], passing: [.person])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(tokenized.body == planted.parsed.body)
        #expect(tokenized.view.isEmpty)
    }

    @Test("A redacted value leaves a mark and is kept nowhere")
    func redacted() async throws {
        let secret = Array("hunter2hunter2".utf8)
        let text = Array("key hunter2hunter2, hunter2hunter2".utf8)
        let planted = try PlantedRequest(user: text, values: [(secret, .secret)], redacting: [.secret])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(tokenized.view.isEmpty)
        #expect(try OpenAIProviderTexts.first(in: tokenized.body)?.text == "key [REDACTED:SECRET], [REDACTED:SECRET]")
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
    }

    @Test("A name in a function's name becomes a bare token for the whole name, and comes back")
    func identifiers() async throws {
        let value = Array("Zagorski".utf8)
        let body = Array(
            (#"{"model":"m","messages":[{"role":"user","content":"I am Zagorski"}],"#
                + #""tools":[{"type":"function","function":{"name":"mail_Zagorski_G"}}]}"#).utf8)
        let planted = try PlantedRequest(body: body, values: [(value, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(!tokenized.body.holds(value))
        let name = try #require(
            try PlantedRequest.provider.parseRequest(tokenized.body, to: PlantedRequest.endpoint).declaredTools.first)
        #expect(name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (48...57).contains($0) || (65...90).contains($0) })
        let back = StreamingRestorer.restore(
            Array(name.utf8), view: tokenized.view, rules: RestoreRules(), source: .identifier)
        #expect(back.output.text == "mail_Zagorski_G")
        #expect(back.counts == RestorationCounts(restored: 1))
    }

    @Test("Numbers stay: policy has decided on them")
    func numbers() async throws {
        let value = Array("79161234567".utf8)
        let body = Array(
            (#"{"model":"m","messages":[{"role":"user","content":"call 79161234567"},"#
                + #"{"role":"tool","tool_call_id":"1","content":"{\"n\":79161234567}"}]}"#).utf8)
        let planted = try PlantedRequest(body: body, values: [(value, .phone)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(tokenized.body.holds(Array(#"{\"n\":79161234567}"#.utf8)))
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
    }

    @Test("Text that reads like a token is replaced, even if nobody issued it")
    func literals() async throws {
        let token = try SampleView.token("PERSON", "7K3M9QXT")
        for text in [token.bracketed, token.bare, "[\(token.bare.lowercased())]", "\\[\(token.bare)\\]"] {
            let planted = try PlantedRequest(user: Array("say \(text)!".utf8), values: [])
            let tokenized = try await planted.tokenized(in: InMemoryVault())
            #expect(try OpenAIProviderTexts.first(in: tokenized.body)?.text.hasPrefix("say [LITERAL_") == true)
        }
    }

    @Test(
        "Code with underscores is not taken for tokens", arguments: ["is_connected", "max_batch_size", "phone_numbers"])
    func identifiersInText(text: String) async throws {
        let planted = try PlantedRequest(user: Array(text.utf8), values: [])
        #expect(try await planted.tokenized(in: InMemoryVault()).body.holds(Array(text.utf8)))
    }

    @Test("Three turns with history resent give the same tokens")
    func turns() async throws {
        let vault = InMemoryVault()
        var bodies: [[UInt8]] = []
        for turn in 1...3 {
            let text = Array(String(repeating: "Я Иван Петров, Ивану Петрову. ", count: turn).utf8)
            let planted = try PlantedRequest(user: text, values: [(Self.name, .person)])
            bodies.append(try await planted.tokenized(in: vault).body)
        }
        let common = Array(bodies[0].dropLast(4))
        #expect(bodies[1].starts(with: common) && bodies[2].starts(with: common))
    }

    @Test("The model is renamed where a route calls it differently")
    func model() async throws {
        let planted = try PlantedRequest(user: Self.name, values: [(Self.name, .person)])
        let tokenized = try await planted.tokenized(in: InMemoryVault(), model: "other/\"m\"")
        let parsed = try PlantedRequest.provider.parseRequest(tokenized.body, to: PlantedRequest.endpoint)
        #expect(parsed.model == "other/\"m\"")
        #expect(throws: Never.self) { try EgressGuard().inspect(tokenized, target: "/", headers: []) }
    }

    @Test("Detections and actions of another shape, blocks and unknown types are errors")
    func errors() async throws {
        let planted = try PlantedRequest(user: Self.name, values: [(Self.name, .person)])
        let tokenizer = RequestTokenizer(catalog: EntityCatalog([]))
        await #expect(throws: PseudonymizationError(code: .unknownType)) {
            try await tokenizer.tokenize(
                planted.parsed, detections: planted.detections, decision: planted.decision(), scope: .test,
                request: RequestID(rawValue: "r"), vault: InMemoryVault())
        }
        await #expect(throws: PseudonymizationError(code: .inconsistent)) {
            try await tokenizer.tokenize(
                planted.parsed, detections: [], decision: planted.decision(), scope: .test,
                request: RequestID(rawValue: "r"), vault: InMemoryVault())
        }
        await #expect(throws: PseudonymizationError(code: .vault(.unavailable))) {
            try await planted.tokenized(in: BrokenVault())
        }
    }
}

/// A vault that does not answer.
private struct BrokenVault: Vaulting {
    func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        throw VaultError(code: .unavailable)
    }
    func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        throw VaultError(code: .unavailable)
    }
    func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        throw VaultError(code: .unavailable)
    }
}
