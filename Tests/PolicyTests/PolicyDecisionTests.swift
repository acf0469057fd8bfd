// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Testing

/// What is found, what is done, what is left, who may have it.
struct DecisionCase: Sendable, CustomTestStringConvertible {
    var policy = ""
    let found: [String]
    var residue = false
    let actions: [ProtectiveAction]
    let input: DataClass
    let residual: DataClass
    let allowed: [String]
    var refusal: PolicyDecision.Refusal?

    var testDescription: String { "\(policy.isEmpty ? "default" : policy): \(found)\(residue ? " and residue" : "")" }
}

private let foreign = "foreign: {upstreams: [named]}"

@Suite struct PolicyDecisionTests {
    static let cases: [DecisionCase] = [
        DecisionCase(found: [], actions: [], input: .c1, residual: .c1, allowed: ["local"]),
        DecisionCase(
            found: ["PERSON", "EMAIL"], actions: [.tokenize, .tokenize], input: .c2, residual: .c1, allowed: ["local"]),
        DecisionCase(
            policy: foreign, found: ["PERSON"], actions: [.tokenize], input: .c2, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            policy: foreign, found: ["RU_SNILS"], actions: [.tokenize], input: .c4, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            policy: foreign, found: ["SECRET"], actions: [.redact], input: .c4, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            policy: foreign, found: ["SPECIAL_HEALTH", "PERSON"], actions: [.pass, .tokenize], input: .c3,
            residual: .c3, allowed: ["local"]),
        DecisionCase(
            policy: foreign, found: [], residue: true, actions: [], input: .c3, residual: .c3, allowed: ["local"]),
        DecisionCase(
            policy: foreign, found: ["HOSTNAME"], actions: [.pass], input: .c1, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            policy: foreign, found: ["LITERAL"], actions: [.tokenize], input: .c1, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            policy: foreign, found: ["NOBODY_KNOWS"], actions: [.tokenize], input: .c4, residual: .c1,
            allowed: ["local", "named"]),
        DecisionCase(
            found: ["PERSON", "STATE_SECRET"], actions: [.tokenize, .block], input: .c5, residual: .c5, allowed: [],
            refusal: .blocked),
        DecisionCase(
            policy: "foreign: {upstreams: [named], max_residual: C0}", found: [], actions: [], input: .c1,
            residual: .c1, allowed: ["local"]),
        DecisionCase(
            policy: "{\(foreign), actions: {types: {EMAIL: pass}}}", found: ["EMAIL"], actions: [.pass], input: .c2,
            residual: .c2, allowed: ["local"]),
        DecisionCase(
            policy: "{\(foreign), actions: {special_category: tokenize}}", found: ["SPECIAL_HEALTH"],
            actions: [.tokenize], input: .c3, residual: .c1, allowed: ["local", "named"]),
        DecisionCase(
            policy: "actions: {classes: {C2: redact}, types: {EMAIL: tokenize}}", found: ["PERSON", "EMAIL"],
            actions: [.redact, .tokenize], input: .c2, residual: .c1, allowed: ["local"]),
        DecisionCase(
            policy: "{block: {types: [EMAIL]}, actions: {types: {EMAIL: tokenize}}}", found: ["EMAIL"],
            actions: [.block], input: .c2, residual: .c2, allowed: [], refusal: .blocked),
        DecisionCase(
            policy: "block: {classes: [C4]}", found: ["SECRET"], actions: [.block], input: .c4, residual: .c4,
            allowed: [], refusal: .blocked),
        DecisionCase(
            policy: "block: {classes: []}", found: ["STATE_SECRET"], actions: [.block], input: .c5, residual: .c5,
            allowed: [], refusal: .blocked),
        DecisionCase(
            policy: "actions: {secret: block}", found: ["SECRET"], actions: [.block], input: .c4, residual: .c4,
            allowed: [], refusal: .blocked),
    ]

    @Test(arguments: cases)
    func decides(_ expected: DecisionCase) throws {
        let engine = try PolicySamples.engine(expected.policy)
        let decision = engine.decide(
            [expected.found.map { PolicySamples.finding($0) }], given: PolicySamples.facts(residue: expected.residue))
        #expect(decision.actions == [expected.actions])
        #expect(decision.inputClass == expected.input)
        #expect(decision.residualClass == expected.residual)
        #expect(decision.allowed.map(\.rawValue) == expected.allowed)
        #expect(decision.refusal == expected.refusal)
        #expect(decision.hasSecret == expected.found.contains("SECRET"))
    }

    @Test func refusalsWithoutARouteSayWhetherResidueIsTheReason() throws {
        let engine = try PolicySamples.engine(foreign)
        let abroad = [PolicySamples.named, PolicySamples.other]
        func refusal(_ found: [String], _ upstreams: [UpstreamFacts], residue: Bool) -> PolicyDecision.Refusal? {
            engine.decide(
                [found.map { PolicySamples.finding($0) }], given: PolicySamples.facts(upstreams, residue: residue)
            ).refusal
        }
        #expect(refusal([], abroad, residue: false) == nil)
        #expect(refusal([], abroad, residue: true) == .noLawfulRoute(becauseOfResidue: true))
        #expect(refusal(["SPECIAL_HEALTH"], abroad, residue: false) == .noLawfulRoute(becauseOfResidue: false))
        #expect(refusal(["SPECIAL_HEALTH"], abroad, residue: true) == .noLawfulRoute(becauseOfResidue: false))
        #expect(refusal([], [PolicySamples.other], residue: true) == .noLawfulRoute(becauseOfResidue: false))
        #expect(refusal([], [], residue: false) == .noLawfulRoute(becauseOfResidue: false))
        #expect(refusal(["STATE_SECRET"], abroad, residue: true) == .blocked)
    }

    @Test func rulesAreNamedOnceInTheOrderMet() throws {
        let engine = try PolicySamples.engine(foreign)
        let decision = engine.decide(
            [["PERSON", "SECRET", "PERSON"].map { PolicySamples.finding($0) }], given: PolicySamples.facts())
        #expect(
            decision.rules == [
                "actions.classes.C2", "actions.secret", "home", "foreign.max_residual", "foreign.upstreams",
            ])
    }

    @Test func actionsHaveTheShapeOfTheDetections() throws {
        let found = [["PERSON"], [], ["SECRET", "EMAIL"]].map { $0.map { PolicySamples.finding($0) } }
        let decision = try PolicySamples.engine().decide(found, given: PolicySamples.facts())
        #expect(decision.actions == [[.tokenize], [], [.redact, .tokenize]])
    }

    @Test(arguments: [
        (["RU"], "RU", true), (["RU"], "BY", false), (["RU", "BY"], "BY", true), (["EEA"], "NO", true),
        (["EU"], "NO", false), (["EEA"], "EU", true), (["EU"], "EEA", false), (["EEA"], "RU", false),
    ])
    func homeDecidesWhatIsInCountry(home: [String], country: String, expected: Bool) throws {
        let engine = try PolicySamples.engine(home: home)
        let upstream = PolicySamples.upstream("u", in: country)
        #expect(engine.isInCountry(upstream.country) == expected)
        #expect(engine.decide([], given: PolicySamples.facts([upstream])).allowed.isEmpty == !expected)
    }
}
