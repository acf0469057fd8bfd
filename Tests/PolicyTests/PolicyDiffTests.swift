// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import PrivacyCore
import Testing
import ZavesaTesting

/// What a change of policy is called. Control: ZV-POL-01
@Suite struct PolicyDiffTests {
    private static func diff(_ old: String, _ new: String, homes: [[String]] = [["RU"], ["RU"]]) throws -> PolicyDiff {
        PolicyDiff(
            from: try PolicySamples.engine(old, home: homes[0]), to: try PolicySamples.engine(new, home: homes[1]))
    }

    private static let purposes = "purposes: [support]\n"

    /// From the first to the second it gets weaker, and back stronger.
    @Test(arguments: [
        ("", "actions: {types: {EMAIL: pass}}", "actions.EMAIL"),
        ("", "actions: {classes: {C4: mask}}", "actions.RU_SNILS"),
        ("actions: {special_category: redact}", "", "actions.SPECIAL_HEALTH"),
        ("actions: {types: {PERSON: hash}}", "actions: {types: {PERSON: tokenize}}", "actions.PERSON"),
        (
            "actions: {types: {EMAIL: mask}}\nmasks: {EMAIL: {last: 1}}",
            "actions: {types: {EMAIL: mask}}\nmasks: {EMAIL: {last: 3}}", "masks.EMAIL"
        ),
        ("block: {types: [EMAIL]}", "", "block.types"), ("block: {classes: [C4]}", "", "block.classes"),
        ("", "thresholds: {default: 0.8}", "thresholds.default"),
        ("", "thresholds: {PERSON: 0.9}", "thresholds.PERSON"),
        ("", "foreign: {upstreams: [named]}", "foreign.upstreams"),
        (
            "foreign: {upstreams: [named]}", "foreign: {upstreams: [named], accept_status: [sourced, knowledge]}",
            "foreign.accept_status"
        ),
        ("foreign: {max_residual: C0}", "foreign: {max_residual: C1}", "foreign.max_residual"),
        ("answer: block", "", "answer"), ("storage: forbid", "", "storage"), ("padding: blocks", "", "padding"),
        ("", "unmasked_fallback: {upstreams: [local]}", "unmasked_fallback"),
        (
            "unmasked_fallback: {upstreams: [local]}", "unmasked_fallback: {upstreams: [local, second]}",
            "unmasked_fallback.upstreams"
        ),
        (
            "unmasked_fallback: {upstreams: [local], when: [refusal]}", "unmasked_fallback: {upstreams: [local]}",
            "unmasked_fallback.when"
        ),
        (
            "unmasked_fallback: {upstreams: [local], types: [PERSON]}", "unmasked_fallback: {upstreams: [local]}",
            "unmasked_fallback.types"
        ),
        // A type that passes, and that only a rule replaces.
        (
            "unmasked_fallback: {upstreams: [local], types: [PERSON]}",
            "unmasked_fallback: {upstreams: [local], types: [PERSON, HOSTNAME]}", "unmasked_fallback.types"
        ),
        ("", "unknown_paths: scan", "unknown_paths"), ("", "scope: tenant", "scope"),
        ("rules: [{name: r, when: {class: C3}, then: {block: true}}]", "", "rules.r"),
        ("rules: [{name: r, then: {upstreams: none}}]", "", "rules.r"),
        (
            "rules: [{name: r, when: {types: {EMAIL: 2}}, then: {actions: {types: {EMAIL: redact}}}}]",
            "rules: [{name: r, when: {types: {EMAIL: 3}}, then: {actions: {types: {EMAIL: redact}}}}]", "rules.r"
        ),
        ("", "rules: [{name: r, when: {callers: [a]}, then: {actions: {types: {EMAIL: pass}}}}]", "rules.r"),
    ])
    func aChangeIsWeakerOneWayAndStrongerTheOther(strict: String, loose: String, subject: String) throws {
        let down = try Self.diff(strict, loose)
        #expect(down.isWeaker, "\(down.text)")
        #expect(down.changes.contains { $0.subject == subject && $0.direction == .weaker }, "\(down.text)")
        let up = try Self.diff(loose, strict)
        #expect(!up.isWeaker && !up.changes.isEmpty, "\(up.text)")
        #expect(up.changes.contains { $0.subject == subject && $0.direction == .stronger }, "\(up.text)")
    }

    @Test func aWiderHomeIsWeaker() throws {
        #expect(try Self.diff("", "", homes: [["RU"], ["RU", "KZ"]]).isWeaker)
        #expect(try !Self.diff("", "", homes: [["RU", "KZ"], ["RU"]]).isWeaker)
    }

    @Test func anotherLawIsWeakerOnceSomethingMayGoAbroad() throws {
        let other = try PlaceSamples.laws { $1.replacingOccurrences(of: "[CN, FI]", with: "[CN]") }
        func changes(_ policy: String, _ next: String) throws -> [PolicyDiff.Change] {
            PolicyDiff(from: try PolicySamples.engine(policy), to: try PolicySamples.engine(next, laws: other)).changes
        }
        let named = "foreign: {upstreams: [named]}"
        #expect(try changes(named, named).map(\.subject) == ["foreign.regimes"])
        #expect(try changes(named, named).map(\.direction) == [.weaker])
        #expect(try changes("", "").isEmpty)
        // Of a home in two countries the operator may name the law of one.
        let both = try Self.diff(
            "foreign: {upstreams: [named]}", "foreign: {upstreams: [named], regimes: [ru]}",
            homes: [["RU", "KZ"], ["RU", "KZ"]])
        #expect(both.isWeaker, "\(both.text)")
    }

    @Test(arguments: [
        ("", "actions: {classes: {C2: tokenize}}"), ("id: default", ""),
        ("block: {types: [EMAIL, PERSON]}", "block: {types: [PERSON, EMAIL]}"),
        ("masks: {EMAIL: {last: 2}}", ""),
    ])
    func whatMeansTheSameIsNoChange(old: String, new: String) throws {
        #expect(try Self.diff(old, new).changes.isEmpty)
    }

    @Test func aNameIsNeitherAndARuleThatNobodyCanCompareIsWeaker() throws {
        let named = try Self.diff("id: one", "id: two")
        #expect(!named.isWeaker && named.changes.map(\.direction) == [.other])
        let rules = ["callers: [a]", "callers: [b]"].map { when in
            "rules: [{name: r, when: {\(when)}, then: {block: true}}]"
        }
        #expect(try Self.diff(rules[0], rules[1]).isWeaker && Self.diff(rules[1], rules[0]).isWeaker)
    }

    @Test func theOrderOfRulesThatSetActionsMatters() throws {
        let rules = [
            "{name: a, then: {actions: {types: {EMAIL: redact}}}}",
            "{name: b, then: {actions: {types: {EMAIL: hash}}}}",
        ]
        let one = "rules: [\(rules.joined(separator: ", "))]"
        let other = "rules: [\(rules.reversed().joined(separator: ", "))]"
        #expect(try Self.diff(one, other).changes.map(\.subject) == ["rules"])
        #expect(try Self.diff(one, other).isWeaker)
    }

    /// 300 policies and a change of each: where a request is found that the new policy treats more weakly, the diff says weaker.
    @Test func whateverDecidesMoreWeaklyIsCalledWeaker() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        let policies = RandomPolicy(
            types: ["PERSON", "EMAIL", "RU_SNILS", "HOSTNAME", "SPECIAL_HEALTH"],
            upstreams: ["local", "named", "other"])
        var weaker = 0
        for _ in 0..<300 {
            let text = policies.text(&random)
            let texts = [text, policies.changed(text, &random)]
            let (old, new) = (try PolicySamples.engine(texts[0]), try PolicySamples.engine(texts[1]))
            let diff = PolicyDiff(from: old, to: new)
            for _ in 0..<30 where !diff.isWeaker {
                let found = [Self.findings(&random)]
                var facts = PolicySamples.facts(residue: Bool.random(using: &random))
                facts.purpose = [nil, Purpose(rawValue: "support")].randomElement(using: &random) ?? nil
                facts.quasiIdentifiers = Int.random(in: 0...3, using: &random)
                facts.scripts = Set(TextScript.allCases.filter { _ in Bool.random(using: &random) })
                let (before, after) = (old.decide(found, given: facts), new.decide(found, given: facts))
                let say = Comment(rawValue: "seed \(seed)\n\(texts[0])\n---\n\(texts[1])\n\(diff.text)")
                #expect(before.refusal != .blocked || after.refusal == .blocked, say)
                for (one, other) in zip(before.actions[0], after.actions[0]) {
                    #expect(other.strictness >= one.strictness, say)
                }
            }
            weaker += diff.isWeaker ? 1 : 0
            #expect(PolicyDiff(from: old, to: old).changes.isEmpty)
        }
        #expect(weaker > 0, "seed \(seed)")
    }

    private static func findings(_ random: inout SplitMix64) -> [Detection] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            PolicySamples.finding(PolicySamples.catalog.types.randomElement(using: &random)?.rawValue ?? "PERSON")
        }
    }
}
