// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import StrictYAML
import Testing
import ZavesaApp

@Suite struct RoutingSettingsTests {
    private func settings(_ yaml: String) throws -> Settings {
        try Settings(SettingsDocument(YAMLNode(parsing: "home: [RU]\n" + yaml, file: "test.yaml")))
    }

    private func upstream(_ keys: String) -> String {
        "upstreams: [{name: a, url: \"http://localhost/v1\", country: RU, \(keys)}]"
    }

    @Test func withoutTheSectionEveryDefaultHolds() throws {
        #expect(try settings("").routing == RoutingOptions())
    }

    @Test func everythingIsRead() throws {
        let routing = try settings(
            """
            routing:
              strategy: latency
              sticky: conversation
              retries: {per_request: 1, share: 0.1}
              breaker: {failures: 7, window: 1m, open: 2s, hold: 5m}
              probes: {interval: "15s", path: /models}
              queue: {length: 3, wait: 100ms}
            """
        ).routing
        #expect(routing.strategy == .latency && routing.sticky == .conversation)
        #expect(routing.retries.perRequest == 1 && routing.retries.share == 0.1)
        #expect(routing.breaker.failures == 7 && routing.breaker.hold == .seconds(300))
        // Quotes around an interval change nothing.
        #expect(routing.probes.interval == .seconds(15) && routing.probes.path == "/models")
        #expect(routing.queue.length == 3 && routing.queue.wait == .milliseconds(100))
        #expect(try settings("routing: {probes: {interval: off}}").routing.probes.interval == nil)
    }

    @Test func ofAnUpstreamToo() throws {
        let keys = """
            weight: 2.5, priority: 1, price: {input: 1, output: 2.5, currency: RUB}, context: 32000, \
            abilities: [tools, json_schema], max_concurrent: 4, zero_retention: true, takes_preferences: true
            """
        let profile = try #require(settings(upstream(keys)).upstreams.first?.profile)
        #expect(profile.id.rawValue == "a" && profile.weight == 2.5 && profile.priority == 1)
        #expect(profile.price == TokenPrice(input: 1, output: 2.5, currency: "RUB"))
        #expect(profile.context == 32_000 && profile.abilities == [.tools, .jsonSchema])
        #expect(profile.maxConcurrent == 4 && profile.keepsNothing && profile.takesPreferences)
    }

    @Test(arguments: [
        ("routing: {strategie: order}", "did you mean strategy?"), ("routing: {strategy: cheap}", "cheapest"),
        ("routing: {probes: {interval: 15}}", "expected a duration"),
        ("routing: {probes: {path: models}}", "expected a path"),
        ("routing: {retries: {share: 2}}", "expected 0 to 1"), ("routing: {breaker: {failures: 0}}", "expected 1 to"),
    ]) func aMistakeIsAnErrorThatSaysWhatWasExpected(yaml: String, words: String) {
        #expect { try settings(yaml) } throws: { "\($0)".contains(words) }
    }

    @Test(arguments: [
        ("abilities: [tool]", "did you mean tools?"), ("weight: -1", "expected 0 to"),
        ("price: {input: 1, output: 1, currency: rub}", "ISO 4217"), ("max_concurrent: 0", "expected 1 to"),
    ]) func soIsOneOfAnUpstream(keys: String, words: String) {
        #expect { try settings(upstream(keys)) } throws: { "\($0)".contains(words) }
    }

    @Test func pricesInTwoCurrenciesCannotBeCompared() {
        let two = """
            upstreams:
              - {name: a, url: "http://localhost/v1", country: RU, price: {input: 1, output: 1, currency: RUB}}
              - {name: b, url: "http://localhost/v1", country: RU, price: {input: 1, output: 1, currency: USD}}
            """
        #expect { try settings(two) } throws: { "\($0)".contains("RUB and USD") }
    }
}
