// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import StrictYAML
import Testing

/// What rules do, each kind with what it may and may not.
@Suite struct PolicyRuleTests {
    private static let foreign = "foreign: {upstreams: [named]}\npurposes: [support, analytics]\n"

    private func decide(
        _ rules: String, _ found: [String], base: String = foreign, change: (inout RequestFacts) -> Void = { _ in }
    ) throws -> PolicyDecision {
        var facts = PolicySamples.facts()
        change(&facts)
        return try PolicySamples.engine(base + "rules: [\(rules)]").decide(
            [found.map { PolicySamples.finding($0) }], given: facts)
    }

    @Test func aRuleAboutContentMakesAnActionStricter() throws {
        let rule = "{name: many, when: {types: {PERSON: 3}}, then: {actions: {types: {PERSON: redact}}}}"
        #expect(try decide(rule, ["PERSON", "PERSON"]).actions == [[.tokenize, .tokenize]])
        let three = try decide(rule, ["PERSON", "PERSON", "PERSON", "EMAIL"])
        #expect(three.actions == [[.redact, .redact, .redact, .tokenize]])
        #expect(three.rules.contains("rules.many"))
    }

    @Test func aRuleAboutContentNeverMakesAnActionWeakerAndOpensNoRoute() throws {
        let weak = "{name: weak, when: {class: C2}, then: {actions: {types: {PERSON: pass, EMAIL: generalize}}}}"
        #expect(try decide(weak, ["PERSON", "EMAIL"]).actions == [[.tokenize, .tokenize]])
        // Left in clear by the policy, redacted by the rule: what the policy left still keeps the request at home.
        let base = Self.foreign + "actions: {types: {EMAIL: pass}}\n"
        let strict = "{name: strict, when: {types: [PERSON]}, then: {actions: {types: {EMAIL: redact}}}}"
        let alone = try decide(strict, ["EMAIL"], base: base)
        let both = try decide(strict, ["EMAIL", "PERSON"], base: base)
        #expect(alone.actions == [[.pass]] && both.actions == [[.redact, .tokenize]])
        #expect(alone.allowed.map(\.rawValue) == ["local"] && both.allowed.map(\.rawValue) == ["local"])
    }

    @Test func aRuleAboutWhoAsksSetsAnActionAndTheFirstOneDecides() throws {
        let rules = """
            {name: analysts, when: {purposes: [analytics]}, then: {actions: {types: {PERSON: hash}}}},
            {name: all, when: {callers: ["lo*"]}, then: {actions: {types: {PERSON: pass, SECRET: block}}}}
            """
        let analytics = try decide(rules, ["PERSON"]) { $0.purpose = Purpose(rawValue: "analytics") }
        #expect(analytics.actions == [[.hash]] && analytics.residualClass == .c1)
        let support = try decide(rules, ["PERSON"]) { $0.purpose = Purpose(rawValue: "support") }
        #expect(support.actions == [[.pass]] && support.residualClass == .c2)
        #expect(support.allowed.map(\.rawValue) == ["local"])
        #expect(try decide(rules, ["SECRET"]).refusal == .blocked)
    }

    @Test(arguments: [
        ("callers: [other]", false), ("callers: [local]", true), ("tenants: [def*]", true), ("tenants: [acme]", false),
        ("models: [\"gpt-*\"]", true), ("models: [qwen]", false), ("scripts: [arabic]", true),
        ("scripts: [cyrillic]", false), ("quasi_identifiers: 3", true), ("quasi_identifiers: 4", false),
        ("purposes: [none]", true), ("purposes: [support]", false), ("class: C3", false), ("class: C2", true),
        ("class: C2, callers: [other]", false),
    ])
    func everyConditionHoldsWhereItSays(condition: String, holds: Bool) throws {
        let engine = try PolicySamples.engine(
            Self.foreign + "rules: [{name: no, when: {\(condition)}, then: {block: true}}]")
        var facts = RequestFacts(
            tenant: .default, caller: .local, model: "gpt-4", hasResidue: false, candidates: [PolicySamples.local])
        facts.scripts = [.arabic]
        facts.quasiIdentifiers = 3
        let decision = engine.decide([[PolicySamples.finding("PERSON")]], given: facts)
        #expect((decision.refusal == .blocked) == holds)
    }

    @Test(arguments: [
        ("upstreams: none", "{}", []), ("upstreams: {only: [named]}", "{}", ["named"]),
        ("upstreams: {except: [named]}", "{}", ["local"]), ("upstreams: none", "{countries: [US]}", ["local"]),
        ("upstreams: none", "{countries: [EEA]}", ["local", "named"]),
        ("max_foreign_residual: C0", "{}", ["local"]),
    ])
    func aRuleTakesUpstreamsAway(effect: String, when: String, allowed: [String]) throws {
        let decision = try decide("{name: r, when: \(when), then: {\(effect)}}", ["PERSON"])
        #expect(decision.allowed.map(\.rawValue) == allowed)
        #expect((decision.refusal == .noLawfulRoute(becauseOfResidue: false)) == allowed.isEmpty)
    }

    /// Whichever of its models answers, none of them is got round by naming another one beside it.
    @Test(arguments: [["big", "small"], ["small", "big"]])
    func aRuleForAModelCountsForAListOfModels(models: [String]) throws {
        let asked = { (rule: String) in try decide("{name: r, \(rule)}", ["PERSON"]) { $0.models = models } }
        #expect(try asked("when: {models: [big]}, then: {block: true}").refusal == .blocked)
        let kept = try asked("when: {models: [big]}, then: {upstreams: {only: [local]}}")
        #expect(kept.allowed.map(\.rawValue) == ["local"])
        let strict = try asked("when: {models: [big]}, then: {actions: {types: {PERSON: redact}}}")
        #expect(strict.actions == [[.redact]] && strict.rules.contains("rules.r"))
        let weak = try asked("when: {models: [big]}, then: {actions: {types: {PERSON: pass}}}")
        #expect(weak.actions == [[.tokenize]] && weak.residualClass == .c1)
        let both = try asked("when: {models: [big, small]}, then: {actions: {types: {PERSON: pass}}}")
        #expect(both.actions == [[.pass]] && both.allowed.map(\.rawValue) == ["local"])
    }

    @Test func aRuleGivesNoUpstreamThatThePolicyForbids() throws {
        let decision = try decide("{name: r, then: {upstreams: {only: [other]}}}", ["PERSON"])
        #expect(decision.allowed.isEmpty)
    }

    @Test func aRuleWithholdsAnswers() throws {
        let rule = "{name: r, when: {types: [SPECIAL_HEALTH]}, then: {answer: block}}"
        #expect(try decide(rule, ["SPECIAL_HEALTH"]).answerRule == .block)
        #expect(try decide(rule, ["PERSON"]).answerRule == .pass)
    }

    @Test(arguments: [
        ("{then: {block: true}}", DocumentError.Code.missingKey, "name"),
        ("{name: a}", .missingKey, "then"),
        ("{name: a, then: {}}", .missingKey, "expected one of"),
        ("{name: a, then: {block: false}}", .invalidValue, "only adds"),
        ("{name: a b, then: {block: true}}", .invalidValue, "1 to 48"),
        ("{name: n123456789, then: {block: true}}", .invalidValue, "8 at most"),
        ("{name: a, then: {block: true}}, {name: a, then: {block: true}}", .duplicateKey, "twice"),
        ("{name: a, when: {type: [PERSON]}, then: {block: true}}", .unknownKey, "did you mean types?"),
        ("{name: a, when: {types: [PERSN]}, then: {block: true}}", .invalidValue, "did you mean PERSON?"),
        ("{name: a, when: {types: []}, then: {block: true}}", .invalidValue, "at least one"),
        ("{name: a, when: {purposes: [suport]}, then: {block: true}}", .invalidValue, "did you mean support?"),
        ("{name: a, when: {scripts: [cyrilic]}, then: {block: true}}", .invalidValue, "did you mean cyrillic?"),
        ("{name: a, when: {countries: [USA]}, then: {upstreams: none}}", .invalidValue, "ISO 3166-1"),
        ("{name: a, when: {countries: [US]}, then: {block: true}}", .invalidValue, "about upstreams"),
        ("{name: a, when: {class: C1}, then: {block: true}}", .invalidValue, "C2 to C5"),
        ("{name: a, when: {quasi_identifiers: 65}, then: {block: true}}", .invalidValue, "1 to 64"),
        ("{name: a, then: {actions: {types: {SECRET: mask}}}}", .invalidValue, "redact or block"),
        ("{name: a, then: {actions: {types: {LITERAL: redact}}}}", .invalidValue, "expected tokenize"),
        ("{name: a, then: {upstreams: {only: [a], except: [b]}}}", .invalidValue, "either only"),
        ("{name: a, then: {max_foreign_residual: C2}}", .invalidValue, "C0 or C1"),
        ("{name: a, then: {answer: pass}}", .invalidValue, "only adds"),
    ])
    func aRuleThatSaysNothingCertainIsRefused(rules: String, code: DocumentError.Code, hint: String) throws {
        let error = #expect(throws: DocumentError.self) {
            try PolicySamples.engine(Self.foreign + "rules: [\(rules)]")
        }
        #expect(error?.code == code)
        #expect(error?.expectation.contains(hint) == true, "\(error?.expectation ?? "none")")
    }

    @Test(arguments: [
        ("masks: {RU_SNILS: {last: 4}}", "shows 2 characters"), ("masks: {EMAIL: {first: 4, last: 4}}", "0 to 6"),
        ("masks: {EMIAL: {last: 1}}", "did you mean EMAIL?"), ("purposes: [none]", "not none"),
        ("quasi_identifiers: [PERSN]", "did you mean PERSON?"),
    ])
    func masksAndNamesAreChecked(text: String, hint: String) throws {
        let error = #expect(throws: DocumentError.self) { try PolicySamples.engine(text) }
        #expect(error?.expectation.contains(hint) == true, "\(error?.expectation ?? "none")")
    }

    @Test func remarksSayWhatARuleWeakensAndWhatHasNoEffect() throws {
        let engine = try PolicySamples.engine(
            """
            rules:
              - {name: open, when: {callers: [hr]}, then: {actions: {types: {PERSON: pass}}}}
              - {name: idle, when: {class: C2}, then: {actions: {types: {EMAIL: mask}}}}
              - {name: gone, then: {upstreams: {only: [nowhere]}}}
            """)
        let remarks = PolicyCheck(engine, upstreams: [PolicySamples.local]).remarks
        #expect(remarks.contains { $0.weight == .weaker && $0.rule == "rules.open" })
        #expect(remarks.contains { $0.weight == .idle && $0.rule == "rules.idle" })
        #expect(remarks.contains { $0.weight == .idle && $0.rule == "rules.gone" })
        #expect(remarks.count == 3)
    }
}
