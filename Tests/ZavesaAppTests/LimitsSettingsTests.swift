// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import PrivacyCore
import Proxy
import StrictYAML
import Testing
import ZavesaApp

@Suite struct LimitsSettingsTests {
    private func settings(_ yaml: String) throws -> Settings {
        try Settings(SettingsDocument(YAMLNode(parsing: "home: [RU]\n" + yaml, file: "test.yaml")))
    }

    @Test func aLimitForWhomNobodyIsCalledSoIsNamed() throws {
        let limits = """
            limits:
              rates: {tenants: {acme: {streams: 1}, acne: {streams: 1}}, callers: {acme/billing: {streams: 1}}}
              budgets: [{per: day, tokens: 9}, {caller: acme/bilyng, per: day, tokens: 9}]

            """
        let certificates = "access: {certificates: [{cn: a, caller: billing, tenant: acme}]}\n"
        let known = try settings("data: /nowhere\n" + limits + certificates).namelessLimits()
        #expect(known.map(\.description) == ["caller:acme/bilyng", "tenant:acne"])
        // Without anybody's name nobody can say that one is wrong.
        #expect(try settings("data: /nowhere\n" + limits).namelessLimits().isEmpty)
    }

    @Test func ratesAndBudgetsAreReadByName() throws {
        let settings = try settings(
            """
            limits:
              drain: 5s
              drain_delay: 0s
              connections_per_peer: 9
              output_tokens: 100
              rates:
                default: {requests_per_minute: 6, streams: 2}
                tenants: {acme: {tokens_per_minute: 1000}}
                callers: {acme/billing: {concurrent: 1}}
              budgets:
                - {tenant: acme, per: month, tokens: 5, zone: "+03:00"}
                - {caller: acme/billing, per: day, money: 2.5}
                - {per: day, tokens: 9}
            upstreams:
              - {name: a, url: "http://127.0.0.1:1/v1", country: RU, price: {input: 1.5, output: 4}}
            """)
        #expect(settings.limits.drain == .seconds(5) && settings.limits.connectionsPerPeer == 9)
        let (acme, billing) = (TenantID(rawValue: "acme"), CallerID(rawValue: "billing"))
        #expect(
            settings.table.rates.rows(of: billing, in: acme).map(\.limit) == [
                RateLimit(concurrent: 1), RateLimit(tokensPerMinute: 1_000),
            ])
        #expect(
            settings.table.rates.rows(of: .local, in: .default).map(\.limit) == [
                RateLimit(requestsPerMinute: 6, streams: 2)
            ])
        #expect(settings.table.outputTokens == 100)
        #expect(
            settings.table.budgets(of: billing, in: acme).map(\.scope.description) == [
                "tenant:acme", "caller:acme/billing", "all",
            ])
        #expect(settings.table.budgets.map(\.zoneOffset) == [10_800, 0, 0])
        #expect(settings.table.budgets.map(\.micros) == [nil, 2_500_000, nil])
        #expect(settings.upstreams.map(\.profile.costRate) == [CostRate(input: 1.5, output: 4)])
    }

    @Test(arguments: [
        ("limits: {rate: {}}", "rates"),
        ("limits: {rates: {default: {requests: 5}}}", "requests_per_minute"),
        ("limits: {rates: {default: {concurrent: 0}}}", "at least 1"),
        ("limits: {rates: {callers: {billing: {concurrent: 1}}}}", "TENANT/NAME"),
        ("limits: {budgets: [{per: week, tokens: 1}]}", "day or month"),
        ("limits: {budgets: [{per: day}]}", "tokens, money or both"),
        ("limits: {budgets: [{per: day, tokens: 1, zone: Moscow}]}", "+03:00"),
        ("limits: {budgets: [{per: day, tokens: 1}, {per: day, tokens: 2}]}", "one budget"),
        ("limits: {budgets: [{tenant: a, caller: a/b, per: day, tokens: 1}]}", "not both"),
        (
            "limits: {budgets: [{per: day, money: 1}]}\nupstreams: [{name: a, url: \"http://127.0.0.1:1\", country: RU}]",
            "price is missing"
        ),
        ("upstreams: [{name: a, url: \"http://127.0.0.1:1\", country: RU, price: {input: -1, output: 1}}]", "price"),
    ])
    func whatIsWrongIsSaid(yaml: String, words: String) {
        let error = #expect(throws: (any Error).self) { _ = try settings(yaml) }
        #expect(String(describing: error).contains(words), "\(String(describing: error))")
    }
}
