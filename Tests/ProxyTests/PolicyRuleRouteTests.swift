// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PrivacyCore
import Proxy
import Testing
import Vault
import ZavesaTesting

/// Rules, actions, trials: as a caller, an upstream and an auditor see them.
@Suite struct PolicyRuleRouteTests {
    private static func upstreams(_ upstream: RecordingUpstream) -> [String] {
        ["main=\(upstream.baseURL),country=RU"]
    }

    @Test(arguments: ["mask", "surrogate", "hash", "redact"])
    func whatIsNotKeptDoesNotLeaveAndDoesNotComeBack(action: String) async throws {
        let yaml = "policy: {actions: {classes: {C2: \(action)}}}"
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Said.request()) }
                #expect(answer.status == 200)
                #expect(Said.probe.leaks(in: upstream.receivedBytes).isEmpty)
                #expect(Said.probe.leaks(in: answer.body).isEmpty)
                let record = try await gateway.lastRecord()
                #expect(record.contains("\"\(action)\":3"), "\(record)")
                #expect(record.contains(#""residual":"C1""#), "\(record)")
            }
        }
    }

    @Test func aPurposeThatIsDeclaredChoosesARuleAndAnotherOneIsRefused() async throws {
        let yaml = """
            policy:
              purposes: [analytics]
              rules:
                - {name: count-only, when: {purposes: [analytics]}, then: {actions: {types: {EMAIL: hash}}}}
            """
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                let answers = try await RawClient.connect(to: gateway.port) { client in
                    var answers: [HTTPAnswer] = []
                    for header in ["x-zavesa-purpose: analytics\r\n", "", "x-zavesa-purpose: analitics\r\n"] {
                        answers.append(try await client.exchange(Said.request("to anna@example.org"), headers: header))
                    }
                    return answers
                }
                #expect(answers.map(\.status) == [200, 200, 400])
                #expect(answers[0].bodyText.contains("[HASH:EMAIL:"))
                #expect(answers[1].bodyText.contains("anna@example.org"))
                #expect(!answers[2].bodyText.contains("analytics") && !answers[2].bodyText.contains("count-only"))
                #expect(upstream.requests.count == 2)
                #expect(!upstream.received("x-zavesa"))
                let records = try gateway.auditRecords()
                #expect(records.contains { $0.contains("rules.count-only") })
                // Decision and end of the one request that names a purpose; the name that is refused is nowhere.
                let purposes = records.filter { $0.contains(#""purpose":{"id":"analytics"}"#) }
                #expect(purposes.count == 2)
                #expect(purposes.first?.contains("LLM001I") == true && purposes.last?.contains("LLM002I") == true)
                #expect(!records.contains { $0.contains("analitics") })
            }
        }
    }

    @Test func quasiIdentifiersAreCountedOverAConversation() async throws {
        let yaml = """
            policy:
              quasi_identifiers: [EMAIL]
              rules: [{name: too-many, when: {quasi_identifiers: 3}, then: {block: true}}]
            """
        try await RecordingUpstream.run(answering: { _ in [.completion("ok")] }) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                let statuses = try await RawClient.connect(to: gateway.port) { client in
                    var statuses: [Int] = []
                    for (conversation, name) in [
                        ("a", "one"), ("a", "two"), ("a", "two"), ("b", "three"), ("a", "four"),
                    ] {
                        let headers = "x-zavesa-conversation: \(conversation)\r\n"
                        let answer = try await client.exchange(Said.request("\(name)@example.org"), headers: headers)
                        statuses.append(answer.status)
                    }
                    return statuses
                }
                #expect(statuses == [200, 200, 200, 200, 400])
            }
        }
    }

    @Test func theStoreOfQuasiIdentifiersIsBounded() {
        let counts = QuasiIdentifierCounts(mostConversations: 16)
        let scope = { (name: String) in
            Scope(kind: .conversation, tenant: .default, caller: .local, key: Array(name.utf8))
        }
        let age = EntityType(rawValue: "AGE")
        for number in 0..<100 {
            _ = counts.count(adding: [(age, [1]), (age, [2])], in: scope("\(number)"))
            // One that is used stays.
            #expect(counts.count(adding: [(age, [UInt8(number)])], in: scope("kept")) == min(number + 1, 65))
        }
        #expect(counts.count <= 16)
        #expect(counts.count(adding: [(age, [3])], in: scope("0"), keeps: false) == 1)
        #expect(counts.count(adding: [(age, [3])], in: scope("99"), keeps: false) == 3)
        #expect(counts.count(adding: [], in: scope("99")) == 2)
    }

    @Test func noTenantMakesAnotherOnesConversationsBeForgotten() {
        let counts = QuasiIdentifierCounts(mostConversations: 16)
        let scope = { (tenant: String, name: String) in
            Scope(kind: .conversation, tenant: TenantID(rawValue: tenant), caller: .local, key: Array(name.utf8))
        }
        let age = EntityType(rawValue: "AGE")
        _ = counts.count(adding: [(age, [1]), (age, [2])], in: scope("quiet", "one"))
        for number in 0..<100 { _ = counts.count(adding: [(age, [1])], in: scope("loud", "\(number)")) }
        #expect(counts.count <= 17)
        #expect(counts.count(adding: [(age, [3])], in: scope("quiet", "one")) == 3)
    }

    @Test(arguments: ["п\u{200B}а\u{200B}р\u{200B}о\u{200B}л\u{200B}ь", "пароль"])
    func invisibleCharactersHideNoScript(text: String) async throws {
        let yaml = "policy: {rules: [{name: no-russian, when: {scripts: [cyrillic]}, then: {block: true}}]}"
        try await RecordingUpstream.run(answering: { _ in [.completion("ok")] }) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(text))
                }
                #expect(answer.status == 400)
            }
        }
    }

    // Control: ZV-DEI-06
    @Test(arguments: ["surrogate", "hash", "tokenize", "mask"])
    func anAnswerThatRepeatsOurOwnSubstitutesIsNotWithheld(action: String) async throws {
        let yaml = "policy: {answer: block, actions: {classes: {C2: \(action), C3: \(action), C4: \(action)}}}"
        let text = "Напишите на o.kuznetsova@example.ru, +7 916 555-12-34, Ольге Сергеевне Кузнецовой."
        for isStream in [false, true] {
            try await RecordingUpstream.run(answering: Said.parrot) { upstream in
                try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                    let answer = try await RawClient.connect(to: gateway.port) {
                        try await $0.exchange(Said.request(text, stream: isStream))
                    }
                    #expect(answer.status == 200, "\(answer.bodyText)")
                    #expect(!answer.bodyText.contains("withheld"))
                }
            }
        }
    }

    @Test func aDryRunTellsTheDecisionAndSendsAndKeepsNothing() async throws {
        let yaml =
            "policy: {rules: [{name: strict-mail, when: {types: [EMAIL]}, then: {actions: {types: {EMAIL: redact}}}}]}"
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(
                        Said.request(), headers: "x-zavesa-dry-run: true\r\nx-zavesa-conversation: c\r\n")
                }
                #expect(answer.status == 200)
                let said = answer.bodyText
                #expect(said.contains(#""decision":"allow""#) && said.contains(#""upstreams":["main"]"#), "\(said)")
                #expect(said.contains(#""redact":1"#) && said.contains(#""PERSON":1"#), "\(said)")
                #expect(Said.probe.leaks(in: answer.body).isEmpty && !said.contains("strict-mail"))
                #expect(upstream.connections == 0)
                let scope = gateway.gateway.scopes.scope(
                    tenant: .default, caller: .local, of: .named(Sensitive(Array("c".utf8))))
                #expect(try await gateway.gateway.vault.contents(of: scope, limit: 10).isEmpty)
                let record = try #require(try gateway.auditRecords().last)
                #expect(record.contains("privacy.preview") && record.contains("rules.strict-mail"), "\(record)")
                #expect(record.contains(#""actions":{}"#))
            }
        }
    }

    /// A dry run and the request itself are served by the same models and upstreams, and by the same rules.
    @Test func aDryRunReadsAListOfModelsAsTheRequestDoes() async throws {
        let yaml = "policy: {rules: [{name: no-big, when: {models: [big]}, then: {block: true}}]}"
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let upstreams = ["main=\(upstream.baseURL),country=RU,models=small|big"]
            try await TestGateway.run(upstreams: upstreams, yaml: yaml) { gateway in
                func said(_ members: String) async throws -> [String] {
                    var statuses: [String] = []
                    for header in ["x-zavesa-dry-run: true\r\n", ""] {
                        let answer = try await gateway.post(
                            #"{\#(members),"messages":[{"role":"user","content":"a"}]}"#, to: "/v1/chat/completions",
                            headers: header)
                        let decision = answer.bodyText.contains(#""decision":"block""#) ? " block" : ""
                        statuses.append("\(answer.status)\(decision)")
                    }
                    return statuses
                }
                var statuses = try await said(#""model":"none","models":["small"]"#)
                #expect(statuses == ["200", "200"])
                #expect(upstream.requests.count == 1 && upstream.received(#""model":"small""#))
                #expect(!upstream.received(#""models""#))
                statuses = try await said(#""model":"none","models":["nowhere"]"#)
                #expect(statuses == ["404", "404"])
                statuses = try await said(#""model":"small","models":["big"]"#)
                #expect(statuses == ["200 block", "400"])
                statuses = try await said(#""model":"small","provider":{"only":["b"]}"#)
                #expect(statuses == ["400", "400"])
                #expect(upstream.requests.count == 1)
            }
        }
    }

    @Test(arguments: [("yes", 400, "dry-run"), ("TRUE", 200, "no_route")])
    func aDryRunIsNeverTakenForARequest(value: String, status: Int, part: String) async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["us=\(upstream.baseURL),country=US"]) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(), headers: "x-zavesa-dry-run: \(value)\r\n")
                }
                #expect(answer.status == status && answer.bodyText.contains(part), "\(answer.bodyText)")
                #expect(upstream.connections == 0)
            }
        }
    }

    @Test func aPolicyInShadowIsRecordedAndCountedAndChangesNothing() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("candidate.yaml")
        try "id: candidate\nblock: {types: [EMAIL]}\n".write(toFile: file, atomically: true, encoding: .utf8)
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: Self.upstreams(upstream), yaml: "policy: {shadow: \(file)}") {
                gateway in
                let answers = try await RawClient.connect(to: gateway.port) { client in
                    [try await client.exchange(Said.request()), try await client.exchange(Said.request("hello"))]
                }
                #expect(answers.map(\.status) == [200, 200])
                #expect(answers[0].bodyText.contains(Said.russian))
                _ = try await gateway.endedCodes()
                let decided = try gateway.auditRecords().filter { $0.contains("LLM001I") }
                #expect(decided.count == 2)
                #expect(decided[0].contains(#""differs":true,"policy_id":"candidate""#), "\(decided[0])")
                #expect(decided[0].contains(#""shadow":{"decision":"deny""#), "\(decided[0])")
                #expect(decided[1].contains(#""shadow":{"decision":"allow","differs":false"#), "\(decided[1])")
                let metrics = gateway.gateway.metrics.text
                #expect(metrics.contains(#"zavesa_policy_shadow_decisions_total{decision="deny",differs="yes"} 1"#))
            }
        }
    }
}
