// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import StrictYAML
import Testing

/// What a second run may leave in clear, and for whom. Control: ZV-EGR-01
@Suite struct UnmaskedFallbackPolicyTests {
    private static let section = "unmasked_fallback: {upstreams: [local, named, mixed]}\nforeign: {upstreams: [named]}"
    /// In the country, with an agreement, and answered from a region.
    private static let mixed = PolicySamples.upstream(
        "mixed", in: "RU", PlaceSamples.provider(in: "RU", hosting: .regional))
    private static let upstreams = [PolicySamples.local, PolicySamples.named, mixed]

    private static func decide(
        _ policy: String = section, _ found: [String], _ upstreams: [UpstreamFacts] = upstreams, residue: Bool = false
    ) throws -> PolicyDecision? {
        try decide(policy, found.map { PolicySamples.finding($0) }, upstreams, residue: residue)
    }

    private static func decide(
        _ policy: String, _ found: [Detection], _ upstreams: [UpstreamFacts] = upstreams, residue: Bool = false
    ) throws -> PolicyDecision? {
        let engine = try PolicySamples.engine(policy)
        let facts = PolicySamples.facts(upstreams, residue: residue)
        return engine.decideUnmasked([found], given: facts, after: engine.decide([found], given: facts))
    }

    @Test func onlyThoseInTheCountryMayHaveWhatIsNotMasked() throws {
        let decision = try #require(try Self.decide(Self.section, ["PERSON", "EMAIL", "PERSON"]))
        #expect(decision.allowed == [PolicySamples.local.id])
        #expect(decision.actions == [[.pass, .pass, .pass]])
        #expect(decision.unmasked == [.person: 2, EntityType(rawValue: "EMAIL"): 1])
        #expect(decision.residualClass == .c2 && decision.rules.contains("unmasked_fallback"))
    }

    @Test func whereNobodyInTheCountryIsNamedThereIsNoRoute() throws {
        let decision = try #require(try Self.decide(Self.section, ["PERSON"], [PolicySamples.named, Self.mixed]))
        #expect(decision.refusal != nil && decision.allowed.isEmpty)
    }

    @Test(arguments: [
        "actions: {types: {EMAIL: redact}}", "actions: {types: {EMAIL: hash}}", "actions: {types: {EMAIL: mask}}",
        "rules: [{name: r, when: {types: [EMAIL]}, then: {actions: {types: {EMAIL: redact}}}}]",
        "rules: [{name: r, when: {callers: ['*']}, then: {actions: {types: {EMAIL: hash}}}}]",
    ])
    func whatIsNotMeantToComeBackStaysAsItIs(policy: String) throws {
        let found = ["PERSON", "EMAIL", "SECRET", "LITERAL"]
        let decision = try #require(try Self.decide(Self.section + "\n" + policy, found))
        #expect(decision.unmasked == [.person: 1])
        #expect(decision.actions[0][0] == .pass && decision.actions[0].dropFirst().allSatisfy { $0 != .pass })
    }

    /// A name alone opens; one with an address in it only where that one would.
    @Test(arguments: [
        "actions: {types: {EMAIL: redact}}", "actions: {types: {EMAIL: hash}}", "actions: {types: {EMAIL: mask}}",
        "rules: [{name: r, when: {types: [EMAIL]}, then: {actions: {types: {EMAIL: redact}}}}]",
        "rules: [{name: r, when: {callers: ['*']}, then: {actions: {types: {EMAIL: hash}}}}]",
    ])
    func whatHoldsSomethingThatStaysMaskedStaysMasked(policy: String) throws {
        let found = [
            PolicySamples.finding("PERSON"), PolicySamples.finding("PERSON", absorbed: ["EMAIL", "RU_SNILS"]),
        ]
        let decision = try #require(try Self.decide(Self.section + "\n" + policy, found))
        #expect(decision.actions == [[.pass, .tokenize]] && decision.unmasked == [.person: 1])
        #expect(try Self.decide(Self.section + "\n" + policy, [found[1]]) == nil)
        let open = try #require(try Self.decide(Self.section, found))
        #expect(open.actions == [[.pass, .pass]] && open.unmasked == [.person: 2])
    }

    @Test(arguments: [
        ("STATE_SECRET", false), ("SECRET", false), ("LITERAL", false), ("EMAIL", false), ("HOSTNAME", true),
    ])
    func whatIsNamedOpensOnlyWithWhatMayGoOrPasses(absorbed: String, opens: Bool) throws {
        let listed = "unmasked_fallback: {upstreams: [local], types: [PERSON]}"
        let found = [PolicySamples.finding("PERSON", absorbed: [absorbed])]
        #expect(try Self.decide(listed, found)?.unmasked == (opens ? [.person: 1] : nil))
        let plain = PolicySamples.facts()
        let engine = try PolicySamples.engine(listed)
        #expect(
            engine.decide([found], given: plain) == engine.decide([[PolicySamples.finding("PERSON")]], given: plain))
    }

    @Test(arguments: [
        (section, [String]()), (section, ["SECRET"]), (section, ["HOSTNAME", "LITERAL"]), ("", ["PERSON"]),
        (section + "\nblock: {types: [EMAIL]}", ["PERSON", "EMAIL"]), (section, ["PERSON", "STATE_SECRET"]),
    ])
    func nothingToUnmaskOrARefusalIsNoSecondRun(policy: String, found: [String]) throws {
        #expect(try Self.decide(policy, found) == nil)
    }

    @Test(arguments: [
        ("unmasked_fallback: {}", "upstreams"), ("unmasked_fallback: {upstreams: []}", "upstreams"),
        ("unmasked_fallback: {upstreams: [local], whem: []}", "did you mean when"),
        ("unmasked_fallback: {upstreams: [local], when: [tokens_lst]}", "did you mean tokens_lost"),
        ("unmasked_fallback: {upstreams: [local], when: []}", "both"),
        ("unmasked_fallback: {upstreams: [local], types: []}", "types"),
        ("unmasked_fallback: {upstreams: [local], types: [PRSON]}", "did you mean PERSON"),
        ("unmasked_fallback: {upstreams: [local], types: [SECRET]}", "never goes unmasked"),
        ("unmasked_fallback: {upstreams: [local], types: [LITERAL]}", "never goes unmasked"),
        ("unmasked_fallback: {upstreams: [local], types: [STATE_SECRET]}", "never goes unmasked"),
        ("actions: {types: {EMAIL: redact}}\nunmasked_fallback: {upstreams: [local], types: [EMAIL]}", "redact"),
    ])
    func whatCannotBeMeantIsAnError(policy: String, word: String) {
        #expect {
            try PolicySamples.engine(policy)
        } throws: {
            ($0 as? DocumentError)?.description.contains(word) == true
        }
    }

    @Test func thoseWhoMayNotHaveItAreNamed() throws {
        let engine = try PolicySamples.engine(
            "unmasked_fallback: {upstreams: [local, named, mixed, nobody]}")
        let faults = engine.unmaskedFallbackFaults(among: Self.upstreams)
        #expect(faults.map(\.upstream.rawValue) == ["mixed", "named", "nobody"])
        #expect(try PolicySamples.engine().unmaskedFallbackFaults(among: []).isEmpty)
    }

    @Test func itIsSaidByCheckAndExplain() throws {
        let engine = try PolicySamples.engine("unmasked_fallback: {upstreams: [local]}")
        let remarks = PolicyCheck(engine, upstreams: [PolicySamples.local]).remarks
        #expect(
            remarks.contains { $0.rule == "unmasked_fallback" && $0.weight == .weaker && $0.text.contains("local") })
        #expect(try engine.digest != PolicySamples.engine().digest)
        let found = [PolicySamples.finding("PERSON"), PolicySamples.finding("SECRET")]
        let text = engine.explain([found], given: PolicySamples.facts([PolicySamples.local])).text
        #expect(text.contains("again to local") && text.contains("1 × PERSON in clear"))
        #expect(!text.contains("SECRET in clear"))
    }

    @Test func whereOnlyRulesReplaceItSaysSo() throws {
        let engine = try PolicySamples.engine(
            """
            actions: {classes: {C2: pass, C3: pass, C4: pass}}
            rules: [{name: r, when: {callers: [a]}, then: {actions: {types: {PERSON: tokenize}}}}]
            unmasked_fallback: {upstreams: [local]}
            """)
        let remarks = PolicyCheck(engine, upstreams: [PolicySamples.local]).remarks
        #expect(remarks.contains { $0.rule == "unmasked_fallback" && $0.text.hasSuffix("local: what rules replace") })
    }

    @Test func oneFindingMoreOpensNoUpstream() throws {
        let found = ["PERSON", "EMAIL", "RU_SNILS", "SECRET", "SPECIAL_HEALTH", "HOSTNAME", "LITERAL", "STATE_SECRET"]
        for first in found {
            let one = try Self.decide(Self.section, ["PERSON", first])?.allowed ?? []
            for second in found {
                let two = try Self.decide(Self.section, ["PERSON", first, second])?.allowed ?? []
                #expect(Set(two).isSubset(of: one), "\(first) \(second)")
            }
        }
    }
}
