// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Testing
import ZavesaTesting

/// Over random requests and policies: stricter in, stricter out.
@Suite struct PolicyPropertyTests {
    private static let rounds = 3_000
    private static let types = PolicySamples.catalog.types.map(\.rawValue) + ["NOBODY_KNOWS"]
    private static let upstreams = [PolicySamples.local, PolicySamples.named, PolicySamples.other]

    private struct Written {
        var home = ["RU"]
        var named: Set<String> = []
        var residual = "C1"
        var blocked: Set<String> = []
        var health = "pass"

        func engine() throws -> PolicyEngine {
            try PolicySamples.engine(
                """
                foreign: {upstreams: [\(named.sorted().joined(separator: ", "))], max_residual: \(residual)}
                block: {types: [\(blocked.sorted().joined(separator: ", "))]}
                actions: {special_category: \(health)}
                """, home: home)
        }
    }

    @Test func oneFindingMoreNeverRelaxesADecision() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        let engines = try (0..<24).map { _ in try Self.policy(&random).engine() }
        for round in 0..<Self.rounds {
            let engine = engines[round % engines.count]
            let found = Self.findings(&random)
            let more = found + [PolicySamples.finding(Self.types.randomElement(using: &random) ?? "PERSON")]
            let residue = Bool.random(using: &random)
            let before = engine.decide([found], given: PolicySamples.facts(Self.upstreams, residue: residue))
            let after = engine.decide([more], given: PolicySamples.facts(Self.upstreams, residue: residue))
            #expect(after.inputClass >= before.inputClass, "seed \(seed)")
            #expect(after.residualClass >= before.residualClass, "seed \(seed)")
            #expect(Set(after.allowed).isSubset(of: before.allowed), "seed \(seed)")
            #expect(after.residualClass <= after.inputClass, "seed \(seed)")
            #expect(before.refusal != .blocked || after.refusal == .blocked, "seed \(seed)")
            let withResidue = engine.decide([found], given: PolicySamples.facts(Self.upstreams, residue: true))
            #expect(Set(withResidue.allowed).isSubset(of: before.allowed), "seed \(seed)")
            #expect(withResidue.allowed.allSatisfy { $0.rawValue == "local" || $0.rawValue == "other" }, "seed \(seed)")
        }
    }

    @Test func aStricterPolicyNeverAllowsMoreUpstreams() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<120 {
            let policy = Self.policy(&random)
            let loose = try policy.engine()
            let strictPolicy = Self.stricter(policy, &random)
            let strict = try strictPolicy.engine()
            for _ in 0..<40 {
                let found = [Self.findings(&random)]
                let facts = PolicySamples.facts(Self.upstreams, residue: Bool.random(using: &random))
                let before = loose.decide(found, given: facts)
                let after = strict.decide(found, given: facts)
                // A home of fewer countries is under fewer laws: what is abroad either way may become open.
                let beyondBoth = policy.home == strictPolicy.home ? [] : [PolicySamples.named.id]
                #expect(Set(after.allowed).subtracting(beyondBoth).isSubset(of: before.allowed), "seed \(seed)")
            }
        }
    }

    private static func policy(_ random: inout SplitMix64) -> Written {
        Written(
            home: Bool.random(using: &random) ? ["RU"] : ["RU", "DE"],
            named: Set(["named", "other"].filter { _ in Bool.random(using: &random) }),
            residual: Bool.random(using: &random) ? "C1" : "C0",
            blocked: Bool.random(using: &random) ? [] : ["EMAIL"])
    }

    /// One of: smaller home, fewer named, lower residual, one type more blocked, special categories blocked.
    private static func stricter(_ policy: Written, _ random: inout SplitMix64) -> Written {
        var policy = policy
        switch Int.random(in: 0..<5, using: &random) {
        case 0: policy.home = ["RU"]
        case 1: policy.named.remove("named")
        case 2: policy.residual = "C0"
        case 3: policy.blocked.insert("PERSON")
        default: policy.health = "block"
        }
        return policy
    }

    private static func findings(_ random: inout SplitMix64) -> [Detection] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            PolicySamples.finding(types.randomElement(using: &random) ?? "PERSON")
        }
    }
}
