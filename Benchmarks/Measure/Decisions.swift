// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Routing
import StrictYAML
import ZavesaApp

/// What it takes to decide over a request that has been searched: 50 rules, twelve findings of six types, eight upstreams
/// in three countries.
struct Decisions {
    private let policy: PolicyEngine
    private let facts: RequestFacts
    private let findings: [[Detection]]
    private let candidates: [Router.Candidate]
    private let standings: [UpstreamStanding]

    init() throws {
        let protection = try Protection(
            resources: Resources(named: nil), home: ["RU"], source: "measure",
            policy: YAMLNode(parsing: Self.rules(50), file: "policy"))
        policy = protection.policy
        let countries = ["RU", "RU", "DE", "RU", "US", "RU", "RU", "RU"].compactMap { Jurisdiction($0) }
        let upstreams = countries.enumerated().map { index, country in
            UpstreamFacts(id: UpstreamID(rawValue: "u\(index)"), country: country)
        }
        facts = RequestFacts(
            tenant: .default, caller: .local, model: "m", hasResidue: false, candidates: upstreams)
        let types = ["PERSON", "EMAIL", "PHONE", "RU_SNILS", "RU_PASSPORT", "ADDRESS"]
        findings = [
            (types + types).enumerated().map { index, type in
                Detection(
                    type: EntityType(rawValue: type), span: ByteSpan(10 * index, 10 * index + 8), score: 0.9,
                    strength: .lexical, detector: DetectorID(rawValue: "measure"))
            }
        ]
        candidates = upstreams.enumerated().map { index, upstream in
            var profile = UpstreamProfile(id: upstream.id)
            profile.weight = Double(index + 1)
            profile.price = TokenPrice(input: Double(8 - index), output: Double(index), currency: "RUB")
            return Router.Candidate(profile)
        }
        standings = upstreams.indices.map { UpstreamStanding(cost: Double($0 + 1) / 10) }
    }

    /// Prints a line for each figure and run.
    func measure(_ runs: Int) throws {
        for _ in 0..<runs {
            print("decide_50_rules_us", time { _ = policy.decide(findings, given: facts) })
            for strategy in RoutingOptions.Strategy.allCases {
                var options = RoutingOptions()
                options.strategy = strategy
                let router = Router(options)
                let needs = RequestNeeds(inputTokens: 700, conversation: Array("conversation".utf8))
                var random = SystemRandomNumberGenerator()
                let cost = try time {
                    _ = try router.order(candidates, for: needs, standings: standings, using: &random)
                }
                print("route_8_\(strategy.rawValue)_us", cost)
            }
        }
    }

    /// Rules of every kind, of which every second one holds.
    private static func rules(_ count: Int) -> String {
        let conditions = [
            "{ types: { PERSON: 2 } }", "{ types: { PERSON: 20 } }", "{ class: C2 }", "{ class: C5 }",
            "{ callers: [loc*] }", "{ callers: [app-*] }", "{ models: [m, gpt-*] }", "{ models: [gpt-*, claude-*] }",
            "{ types: [EMAIL], countries: [US] }", "{ types: [IBAN], countries: [DE] }",
        ]
        let results = [
            "{ actions: { types: { EMAIL: redact } } }", "{ actions: { types: { PHONE: redact } } }",
            "{ max_foreign_residual: C1 }", "{ answer: block }", "{ actions: { types: { PERSON: tokenize } } }",
            "{ block: true }", "{ max_foreign_residual: C0 }", "{ answer: block }", "{ upstreams: none }",
            "{ upstreams: none }",
        ]
        return (0..<count).reduce("rules:\n") { text, index in
            let place = index % conditions.count
            return text + "  - { name: rule-\(index), when: \(conditions[place]), then: \(results[place]) }\n"
        }
    }

    /// CPU microseconds of one call, over a tenth of a second.
    private func time(_ work: () throws -> Void) rethrows -> Double {
        let began = Measure.cpuNanoseconds()
        var calls = 0
        while Measure.cpuNanoseconds() - began < 100_000_000 {
            for _ in 0..<100 { try work() }
            calls += 100
        }
        return Double(Measure.cpuNanoseconds() - began) / 1e3 / Double(calls)
    }
}
