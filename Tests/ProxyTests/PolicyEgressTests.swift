// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Foundation
import Policy
import PrivacyCore
import Proxy
import StrictYAML
import Testing
import TextNormalization
import ZavesaApp
import ZavesaTesting

/// Where policy says no, nobody is connected to; where it says yes, only those it allows. Real listeners count.
@Suite struct PolicyEgressTests {
    private static let cases = TestSeed.cases(usual: 500)
    private static let types = ["PERSON", "EMAIL", "PHONE", "RU_SNILS", "SPECIAL_HEALTH", "CARD", "AGE"]

    private static let texts = [
        "Which planets have rings?", "Write to anna.smith@example.com", "Call Anna Smith on +44 20 7946 0018 today",
        "Anna Smith, aged 44, has diabetes", "the card 4000 0012 3456 7899 of Anna Smith",
        "Напишите Ольге Сергеевне Кузнецовой", "СНИЛС 158-813-998 21, паспорт потерян",
        "У пациента диагностирован сахарный диабет", "почта o.kuznetsova@example.ru и телефон +7 916 555-12-34",
        "какая сегодня погода", "ما هي عاصمة الأردن؟", "اكتب إلى محمد العلي على m.alali@example.org",
        "المريض محمد العلي يعاني من مرض السكري", "هاتفي +966 50 123 4567",
    ]

    private struct Expected {
        let allowed: [String]
        let isRefused: Bool
        let text: String
    }

    // Control: ZV-EGR-01, ZV-TRF-03
    @Test func whatPolicyForbidsReachesNobodyAndIsRecordedOnce() async throws {
        let seed = UInt64.random(in: .min ... .max)
        let script: RecordingUpstream.Script = { _ in [.completion("fine")] }
        try await RecordingUpstream.run(answering: script) { home in
            try await RecordingUpstream.run(answering: script) { union in
                try await RecordingUpstream.run(answering: script) { abroad in
                    let listeners = ["home": home, "union": union, "abroad": abroad]
                    let flags = [("home", "RU"), ("union", "DE"), ("abroad", "US")].map { name, country in
                        "\(name)=\(listeners[name]?.baseURL ?? ""),country=\(country)"
                            + (country == "RU" ? "" : ",provider=far")
                    }
                    try await TestGateway.run(upstreams: flags, yaml: Far.providers) { gateway in
                        try await run(seed, gateway, listeners)
                    }
                }
            }
        }
    }

    private func run(_ seed: UInt64, _ gateway: TestGateway, _ listeners: [String: RecordingUpstream]) async throws {
        var random = SplitMix64(seed: seed)
        let policies = RandomPolicy(types: Self.types, upstreams: ["home", "union", "abroad"])
        let shipped = gateway.gateway.snapshot
        let laws = try Protection(resources: testResources, home: ["RU"], source: "home", policy: nil).laws
        var expected: [String: Expected] = [:]
        var refused = 0
        for number in 0..<Self.cases {
            let section = policies.text(&random)
            let content = (0..<Int.random(in: 1...2, using: &random)).compactMap { _ in
                Self.texts.randomElement(using: &random)
            }.joined(separator: ". ")
            let purpose = [nil, "support", "analytics"].randomElement(using: &random) ?? nil
            let policy = try PolicyEngine(
                PolicyDocument(node: YAMLNode(parsing: section, file: "policy")), home: shipped.policy.home,
                catalog: shipped.engine.catalog, laws: laws)
            gateway.gateway.snapshot = GatewaySnapshot(
                engine: shipped.engine, policy: policy, restoreRules: shipped.restoreRules,
                upstreams: shipped.upstreams, presidio: shipped.presidio, telemetry: shipped.telemetry)
            let decision = try Self.decision(of: policy, on: content, purpose: purpose, shipped)
            let before = listeners.mapValues { ($0.connections, $0.requests.count) }
            let headers =
                "x-zavesa-conversation: c\(number)\r\n" + (purpose.map { "x-zavesa-purpose: \($0)\r\n" } ?? "")
            let answer = try await RawClient.connect(to: gateway.port) {
                try await $0.exchange(Said.request(content), headers: headers)
            }
            let say = Comment(rawValue: "seed \(seed), case \(number): \(content)\n\(section)")
            let reached = listeners.filter { $0.value.requests.count > before[$0.key]?.1 ?? 0 }.map(\.key)
            let touched = listeners.filter { $0.value.connections > before[$0.key]?.0 ?? 0 }.map(\.key)
            if decision.refusal != nil {
                refused += 1
                #expect(answer.status == 400 || answer.status == 403, say)
                #expect(reached.isEmpty && touched.isEmpty, say)
            } else {
                #expect(reached == [decision.allowed.first?.rawValue ?? ""], say)
                #expect(Set(touched).isSubset(of: decision.allowed.map(\.rawValue)), say)
            }
            expected[answer.headers["x-request-id"] ?? ""] = Expected(
                allowed: decision.allowed.map(\.rawValue), isRefused: decision.refusal != nil, text: section)
        }
        _ = try await gateway.endedCodes()
        #expect(expected.count == Self.cases)
        #expect(refused > 0 && refused < Self.cases, "seed \(seed): \(refused) refused")
        try check(gateway.auditRecords(), expected, seed)
    }

    /// A refused request has one record, and it says denied; any other a decision that names an allowed upstream, and an end.
    private func check(_ records: [String], _ expected: [String: Expected], _ seed: UInt64) throws {
        struct Record: Decodable {
            struct Route: Decodable { let endpoint: String? }
            let code: String
            let corr: String?
            let route: Route?
        }
        var byRequest: [String: [Record]] = [:]
        for line in records {
            let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
            if let request = record.corr { byRequest[request, default: []].append(record) }
        }
        for (request, expected) in expected {
            // What the law said of a route abroad, and what kept a request at home, have records of their own.
            let found = (byRequest[request] ?? []).filter { $0.code.hasPrefix("LLM") && $0.code != "LLM004W" }
            let say = Comment(rawValue: "seed \(seed)\n\(expected.text)")
            if expected.isRefused {
                #expect(found.map(\.code) == ["LLM003W"], say)
            } else {
                #expect(found.first?.code == "LLM001I" && found.count == 2, say)
                #expect(expected.allowed.contains(found.first?.route?.endpoint ?? ""), say)
            }
        }
    }

    /// What the policy says, asked beside the gateway.
    private static func decision(
        of policy: PolicyEngine, on content: String, purpose: String?, _ shipped: GatewaySnapshot
    ) throws -> PolicyDecision {
        let text = try #require(AnalyzedText(utf8: Array(content.utf8)))
        let found = try shipped.engine.detect(in: text)
        var facts = RequestFacts(
            tenant: .default, caller: .local, model: "test-model", hasResidue: false,
            candidates: shipped.upstreams.map { $0.facts })
        facts.purpose = purpose.map(Purpose.init(rawValue:))
        facts.scripts = TextScript.found(in: Array(content.utf8))
        let shown = found.filter { policy.quasiIdentifiers.contains($0.type) }.map {
            $0.type.rawValue + " "
                + String(decoding: AnalyzedText.fold(Array(Array(content.utf8)[$0.span.range])), as: UTF8.self)
        }
        facts.quasiIdentifiers = Set(shown).count
        return policy.decide([found], given: facts)
    }
}
