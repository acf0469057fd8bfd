// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import Foundation
import Limits
import Policy
import PrivacyCore
import Proxy
import StrictYAML
import Telemetry
import Testing
import ZavesaApp
import ZavesaTesting

/// A request whose answer shows that masking spoilt it: once more, in clear, to whom policy names in the country.
///
/// Control: ZV-EGR-01
@Suite struct UnmaskedFallbackTests {
    private static let fallback = "unmasked_fallback: {upstreams: [local]}"
    private static let refusal = "Не могу определить: вместо имени стоит плейсхолдер."
    private static let refuse: RecordingUpstream.Script = { _ in [.completion(refusal)] }
    /// Says back what it was told, so that a reader sees in which form that came.
    private static let solve: RecordingUpstream.Script = { request in
        [.completion("Решено: " + ((try? Said.content(of: request)) ?? ""))]
    }
    /// Made up here; it has the form of a code host's key and opens nothing.
    private static let key = "ghp_" + "9fK2mQx7Lw4Rt8Yz1Bc6Vn3Hd5Js0Gp2Ta7E"

    private struct Stage {
        let gateway: TestGateway
        let far, local: RecordingUpstream
    }

    /// A gateway in front of a model abroad, which is asked first, and one in the country.
    private static func play(
        far: @escaping RecordingUpstream.Script, local: @escaping RecordingUpstream.Script = solve,
        policy section: String = fallback, yaml: String = "", _ body: (Stage) async throws -> Void
    ) async throws {
        try await RecordingUpstream.run(answering: far) { abroad in
            try await RecordingUpstream.run(answering: local) { home in
                let flags = ["far=\(abroad.baseURL),country=US,provider=far", "local=\(home.baseURL),country=RU"]
                try await TestGateway.run(upstreams: flags, yaml: Far.providers + yaml) { gateway in
                    let shipped = gateway.gateway.snapshot
                    gateway.gateway.snapshot = GatewaySnapshot(
                        engine: shipped.engine, policy: try policy(section, shipped),
                        restoreRules: shipped.restoreRules, upstreams: shipped.upstreams, presidio: shipped.presidio,
                        routing: shipped.routing, limits: shipped.limits, answers: shipped.answers,
                        telemetry: shipped.telemetry)
                    try await body(Stage(gateway: gateway, far: abroad, local: home))
                }
            }
        }
    }

    private static func policy(_ section: String, _ shipped: GatewaySnapshot) throws -> PolicyEngine {
        let laws = try Protection(resources: testResources, home: ["RU"], source: "home", policy: nil).laws
        return try PolicyEngine(
            PolicyDocument(node: YAMLNode(parsing: "foreign: {upstreams: [far]}\n" + section, file: "policy")),
            home: shipped.policy.home, catalog: shipped.engine.catalog, laws: laws)
    }

    private static func ask(_ stage: Stage, _ body: String = Said.request()) async throws -> HTTPAnswer {
        try await stage.gateway.post(body, to: "/v1/chat/completions")
    }

    /// The records of requests to models, once the last has its end.
    private static func records(_ stage: Stage) async throws -> [Record] {
        _ = try await stage.gateway.endedCodes()
        return try stage.gateway.auditRecords().map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
            .filter { $0.code.hasPrefix("LLM") }
    }

    private struct Record: Decodable {
        struct Route: Decodable {
            let endpoint, reason: String?
            let attempt: Int?
        }
        struct Content: Decodable {
            let residual: String
            let actions: [String: Int]
            let unmasked: [String: Int]?
        }
        struct Usage: Decodable {
            let input, output: Int
            enum CodingKeys: String, CodingKey { case input = "tokens_in", output = "tokens_out" }
        }
        struct Restore: Decodable { let restored: Int }
        let code: String
        let reason: String?
        let route: Route?
        let data: Content?
        let usage: Usage?
        let restore: Restore?
    }

    private static func count(_ stage: Stage, _ trigger: String, _ outcome: String) -> Double {
        stage.gateway.gateway.metrics.unmasking.fallbacks.value(trigger, outcome)
    }

    @Test func aRefusalIsAskedOnceMoreInTheCountryAndTheForeignModelSeesTokensAlone() async throws {
        try await Self.play(far: Self.refuse) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.status == 200)
            #expect(answer.bodyText.contains("Решено: \(Said.russian)"))
            #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
            #expect(answer.headers["x-zavesa-route"] == "local; in_country; unmasked")
            #expect(answer.headers["x-zavesa-attempts"] == "2")
            #expect(Said.probe.leaks(in: stage.far.receivedBytes).isEmpty)
            #expect(stage.far.requests.count == 1 && stage.local.requests.count == 1)
            let content = try Said.content(of: #require(stage.local.requests.first))
            #expect(content == Said.russian)

            let records = try await Self.records(stage)
            #expect(records.map(\.code) == ["LLM001I", "LLM010W", "LLM009I", "LLM002I"])
            guard records.count == 4 else { return }
            #expect(records[0].route?.endpoint == "far" && records[0].data?.unmasked == nil)
            #expect(records[1].reason == "masked_refusal" && records[1].route?.endpoint == "far")
            #expect(records[1].usage?.input == 1)
            #expect(records[2].route?.endpoint == "local" && records[2].route?.reason == "unmasked")
            #expect(records[2].route?.attempt == 2 && records[2].data?.residual == "C2")
            #expect(records[2].data?.unmasked == ["PERSON": 1, "EMAIL": 1, "PHONE": 1])
            #expect(records[3].reason == nil && records[3].route?.endpoint == "local")
            #expect(try AuditVerifier.verify(directory: stage.gateway.layout.audit).followsRules)
            #expect(Self.count(stage, "refusal", "answered") == 1)
            for line in try stage.gateway.auditRecords() {
                #expect(Said.probe.leaks(in: Array(line.utf8)).isEmpty)
            }
        }
    }

    @Test func lostTokensAreAskedForOnceMore() async throws {
        try await Self.play(far: { _ in [.completion("Уважаемая [ИМЯ], пишу на [EMAIL_1].")] }) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.bodyText.contains(Said.russian))
            #expect(answer.headers["x-zavesa-unmasked"] == "tokens_lost")
            let records = try await Self.records(stage)
            #expect(records.count == 4 && records[1].reason == "tokens_lost")
            #expect(Self.count(stage, "tokens_lost", "answered") == 1)
        }
    }

    @Test(arguments: [refusal, "Готово, письмо отправлено.", "Уважаемая [ИМЯ], пишу на [EMAIL_1]."])
    func withoutTheKeyNothingIsAskedAgain(said: String) async throws {
        try await Self.play(far: { _ in [.completion(said)] }, policy: "") { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.bodyText.contains(said))
            #expect(stage.local.connections == 0)
            #expect(try await Self.records(stage).map(\.code) == ["LLM001I", "LLM002I"])
        }
    }

    @Test(arguments: [
        ("Готово, письмо отправлено.", Said.russian), (refusal, "Какая сегодня погода?"),
    ])
    func anAnswerThatShowsNothingIsTheAnswer(said: String, asked: String) async throws {
        try await Self.play(far: { _ in [.completion(said)] }) { stage in
            let answer = try await Self.ask(stage, Said.request(asked))
            #expect(answer.bodyText.contains(said))
            #expect(answer.headers["x-zavesa-unmasked"] == nil)
            #expect(stage.local.connections == 0)
        }
    }

    @Test(arguments: [
        (policy: fallback, hidden: [key]),
        (
            policy: "actions: {types: {EMAIL: redact, PHONE: hash}}\n" + fallback,
            hidden: [key] + Said.values.dropFirst()
        ),
        (policy: "unmasked_fallback: {upstreams: [local], types: [PERSON]}", hidden: [key] + Said.values.dropFirst()),
        (
            policy: "rules: [{name: r, when: {types: [EMAIL]}, then: {actions: {types: {EMAIL: redact}}}}]\n"
                + fallback,
            hidden: [key, Said.values[1]]
        ),
    ])
    func whatMayNotGoInClearStaysMaskedInTheSecondRun(policy: String, hidden: [String]) async throws {
        try await Self.play(far: Self.refuse, policy: policy) { stage in
            let answer = try await Self.ask(stage, Said.request(Said.russian + " ключ " + Self.key))
            #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
            #expect(stage.local.received(Said.values[0]))
            let probe = LeakProbe(hidden.map { Array($0.utf8) })
            #expect(probe.leaks(in: stage.local.receivedBytes).isEmpty)
            #expect(probe.leaks(in: stage.far.receivedBytes).isEmpty)
        }
    }

    @Test(arguments: ["{types: [EMAIL]}", "{callers: ['*']}", ""])
    func whatStaysMaskedStaysSoInsideALink(rule: String) async throws {
        let actions = "actions: {types: {EMAIL: redact}}"
        let policy = rule.isEmpty ? actions : "rules: [{name: r, when: \(rule), then: {\(actions)}}]"
        let link = "https://shop.example.com/orders?login=ivan@mail.ru"
        try await Self.play(far: Self.refuse, policy: policy + "\n" + Self.fallback) { stage in
            let answer = try await Self.ask(stage, Said.request("\(Said.russian) \(link)"))
            #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
            #expect(stage.local.received(Said.values[0]) && !stage.local.received("ivan@mail.ru"))
            let unmasked = try await Self.records(stage).compactMap { $0.data?.unmasked }
            // The second run's route, and the end.
            #expect(unmasked == Array(repeating: ["PERSON": 1, "PHONE": 1], count: 2))
        }
    }

    private static let secondFailures: [RecordingUpstream.Script] = [
        { _ in [.json(#"{"error":{"message":"no"}}"#, status: "500 Internal Server Error")] },
        { _ in [.json(#"{"error":{"message":"no"}}"#, status: "400 Bad Request")] },
        { _ in [.json("{not json")] }, { _ in [.json(#"{"error":{"message":"no"}}"#)] }, { _ in [.close] },
        { _ in [.streamHead, .delta("a"), .streamEnd] },
    ]

    @Test(arguments: secondFailures.indices)
    func aSecondRunThatFailsLeavesTheFirstAnswer(number: Int) async throws {
        let lost = "Уважаемая [ИМЯ] и [ИМЯ 2], о вас: "
        let far: RecordingUpstream.Script = { request in
            let said = (try? Said.content(of: request)) ?? ""
            return [.completion(lost + (said.split(separator: " ").first { $0.contains("[EMAIL_") } ?? ""))]
        }
        try await Self.play(far: far, local: Self.secondFailures[number]) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.status == 200)
            #expect(answer.bodyText.contains(lost + Said.values[1]))
            #expect(answer.headers["x-zavesa-unmasked"] == nil)
            #expect(answer.headers["x-zavesa-route"]?.hasPrefix("far; foreign; ") == true)
            let records = try await Self.records(stage)
            #expect(records.map(\.code) == ["LLM001I", "LLM010W", "LLM009I", "LLM002I"])
            #expect(records.last?.reason == "unmasked_failed" && records.last?.route?.endpoint == "far")
            #expect(records.last?.restore?.restored == 1 && records.last?.data?.unmasked == nil)
            #expect(try AuditVerifier.verify(directory: stage.gateway.layout.audit).followsRules)
            #expect(Self.count(stage, "tokens_lost", "failed") == 1)
        }
    }

    private static let head =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"

    @Test(arguments: [("first_byte", ""), ("idle", head), ("total", head)])
    func aSecondRunThatKeepsSilentLeavesTheFirstAnswer(limit: String, begun: String) async throws {
        let silent: RecordingUpstream.Script = { _ in [.bytes(Array(begun.utf8)), .wait(Gate())] }
        try await RecordingUpstream.run(answering: Self.refuse) { far in
            try await RecordingUpstream.run(answering: silent) { local in
                let yaml = """
                    policy: {\(Self.fallback)}
                    upstreams:
                      - {name: main, url: "\(far.baseURL)", country: RU}
                      - {name: local, url: "\(local.baseURL)", country: RU, timeouts: {\(limit): 50ms}}
                    """
                try await TestGateway.run(yaml: yaml) { gateway in
                    let answer = try await gateway.post(Said.request(), to: "/v1/chat/completions")
                    #expect(answer.status == 200 && answer.bodyText.contains(Self.refusal))
                    #expect(try await gateway.endedCodes().last == "LLM002I")
                }
            }
        }
    }

    @Test(arguments: ["rules: [{name: r, then: {upstreams: {except: [local]}}}]\n", ""])
    func whereNobodyMayHaveItOrNoRetryIsLeftTheFirstAnswerIsGiven(rules: String) async throws {
        let retries = "routing: {retries: {per_request: 0}}\n"
        try await Self.play(
            far: Self.refuse, policy: rules + Self.fallback, yaml: rules.isEmpty ? retries : ""
        ) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.bodyText.contains(Self.refusal))
            #expect(stage.local.connections == 0)
            let records = try await Self.records(stage)
            #expect(records.map(\.code) == ["LLM001I", "LLM002I"] && records.last?.reason == "masked_refusal")
            #expect(Self.count(stage, "refusal", rules.isEmpty ? "no_retry" : "no_route") == 1)
        }
    }

    @Test func aStreamIsNotAskedAgainAndIsCounted() async throws {
        let pieces: RecordingUpstream.Script = { _ in
            [.streamHead, .delta("Не могу определить: вме"), .delta("сто имени стоит плейсхолдер."), .streamEnd]
        }
        try await Self.play(far: pieces) { stage in
            let answer = try await Self.ask(stage, Said.request(stream: true))
            #expect(try StreamedContent(answer.bodyText).content == Self.refusal)
            #expect(stage.local.connections == 0)
            let records = try await Self.records(stage)
            #expect(records.map(\.code) == ["LLM001I", "LLM002I"] && records.last?.reason == "masked_refusal")
            #expect(Self.count(stage, "refusal", "stream") == 1)
        }
    }

    @Test func itIsAskedAgainOnceWhateverTheSecondAnswerSays() async throws {
        try await Self.play(far: Self.refuse, local: Self.refuse) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
            #expect(stage.far.requests.count == 1 && stage.local.requests.count == 1)
        }
    }

    @Test func theCallerPaysForBothRuns() async throws {
        let budget = "limits: {budgets: [{per: month, tokens: 100000}]}\n"
        try await Self.play(far: Self.refuse, yaml: budget) { stage in
            _ = try await Self.ask(stage)
            let records = try await Self.records(stage)
            #expect(records.compactMap { $0.usage?.output } == [1, 1])
            let ledger = try #require(stage.gateway.gateway.ledger)
            let budgets = stage.gateway.gateway.snapshot.limits.budgets
            let standing = try #require(
                try await ledger.standings(of: budgets, at: Int(Date.now.timeIntervalSince1970)).first)
            #expect(standing.reserved == .zero && standing.used.tokens == 4)
            #expect(stage.gateway.gateway.metrics.limits.tokens.value("far", "output", "reported") == 1)
            #expect(stage.gateway.gateway.metrics.limits.tokens.value("local", "output", "reported") == 1)
        }
    }

    @Test func withheldAnswersDoNotCountWhatTheSecondRunWasTold() async throws {
        try await Self.play(far: Self.refuse, policy: "answer: block\n" + Self.fallback) { stage in
            let answer = try await Self.ask(stage)
            #expect(answer.bodyText.contains("Решено: \(Said.russian)"))
        }
    }

    @Test(arguments: [
        ("far", "country: US"), ("far", "country: RU, provider: far"), ("lokal", "country: RU"),
    ])
    func whoIsNotInTheCountryCannotBeNamed(name: String, place: String) async throws {
        let yaml = """
            policy: {unmasked_fallback: {upstreams: [\(name)]}}
            upstreams: [{name: \(name == "far" ? "far" : "local"), url: "http://127.0.0.1:9/v1", \(place)}]

            """
        let error = await #expect(throws: StartError.self) {
            try await TestGateway.run(yaml: yaml + Far.providers) { _ in }
        }
        #expect(error?.description.contains("policy.unmasked_fallback.upstreams: \(name) ") == true)
    }

    @Test func aPolicyInShadowCannotNameThemEither() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("candidate.yaml")
        try "unmasked_fallback: {upstreams: [far]}".write(toFile: file, atomically: true, encoding: .utf8)
        let yaml = """
            policy: {shadow: "\(file)"}
            upstreams: [{name: far, url: "http://127.0.0.1:9/v1", country: US, provider: far}]

            """
        let error = await #expect(throws: StartError.self) {
            try await TestGateway.run(yaml: yaml + Far.providers) { _ in }
        }
        #expect(error?.description.contains("policy.shadow.unmasked_fallback.upstreams: far ") == true)
    }
}
