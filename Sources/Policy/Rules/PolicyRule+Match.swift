// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What rules ask about a request, gathered once.
struct RuleFacts {
    var inputClass: DataClass
    var counts: [EntityType: Int]
    var facts: RequestFacts
}

extension RuleCondition {
    /// Whether it holds where this model answers, whatever the upstream.
    func holds(for request: RuleFacts, answeredBy model: String?) -> Bool {
        if let dataClass, request.inputClass < dataClass { return false }
        for (type, least) in types where request.counts[type, default: 0] < least { return false }
        let facts = request.facts
        if let quasiIdentifiers, facts.quasiIdentifiers < quasiIdentifiers { return false }
        if !scripts.isEmpty, scripts.isDisjoint(with: facts.scripts) { return false }
        if !purposes.isEmpty, !purposes.contains(facts.purpose) { return false }
        if !callers.isEmpty, !callers.contains(where: { $0.matches(facts.caller.rawValue) }) { return false }
        if !tenants.isEmpty, !tenants.contains(where: { $0.matches(facts.tenant.rawValue) }) { return false }
        // A request that names no model is named by the pattern for all.
        return models.isEmpty || models.contains { $0.matches(model ?? "") }
    }
}

/// What is done with findings of a type, and why.
struct ActionChoice {
    /// Before rules about content made it stricter.
    let settled: ProtectiveAction
    let action: ProtectiveAction
    /// The constant name of the rule that decided.
    let rule: String
}

/// The rules that hold for one request, in the file's order.
///
/// Several models may answer a request, and nobody knows yet which one will: what forbids holds for all of them where it
/// holds for one, and an action is the strictest of those that each model alone would lead to.
struct MatchedRules {
    /// Those that hold for one model at least.
    private let rules: [PolicyRule]
    /// Those that hold for each model; one list where no rule asks for it.
    private let alternatives: [[PolicyRule]]

    init(_ rules: [PolicyRule], for request: RuleFacts) {
        let models = rules.contains { !$0.condition.models.isEmpty } ? request.facts.models : []
        alternatives = (models.isEmpty ? [nil] : models).map { model in
            rules.filter { $0.condition.holds(for: request, answeredBy: model) }
        }
        let held = Set(alternatives.joined().map(\.name))
        self.rules = rules.filter { held.contains($0.name) }
    }

    /// The first that blocks.
    var blocking: PolicyRule? { rules.first { $0.effect.blocks } }
    /// The first that withholds answers with personal data of the model's making.
    var blockingAnswers: PolicyRule? { rules.first { $0.effect.blocksAnswer } }

    /// What rules make of a type's own action. Nothing undoes a block.
    func action(
        for descriptor: EntityDescriptor?, otherwise own: (action: ProtectiveAction, rule: String)
    ) -> ActionChoice {
        guard let descriptor, !rules.isEmpty, own.action != .block else {
            return ActionChoice(settled: own.action, action: own.action, rule: own.rule)
        }
        let choices = alternatives.map { Self.action(for: descriptor, otherwise: own, by: $0) }
        let settled = choices.map(\.settled).max { $0.strictness < $1.strictness } ?? own.action
        let strictest = choices.max { $0.action.strictness < $1.action.strictness }
        return ActionChoice(
            settled: settled, action: strictest?.action ?? own.action, rule: strictest?.rule ?? own.rule)
    }

    /// What the rules for one model make of it.
    private static func action(
        for descriptor: EntityDescriptor, otherwise own: (action: ProtectiveAction, rule: String),
        by rules: [PolicyRule]
    ) -> ActionChoice {
        var settled: (action: ProtectiveAction, rule: String)?
        var strictest: (action: ProtectiveAction, rule: String)?
        for rule in rules {
            guard let action = rule.effect.action(for: descriptor) else { continue }
            if !rule.condition.isAboutContent {
                if settled == nil { settled = (action, rule.auditName) }
            } else if action.strictness > strictest?.action.strictness ?? -1 {
                strictest = (action, rule.auditName)
            }
        }
        let chosen = settled ?? own
        guard let strictest, strictest.action.strictness > chosen.action.strictness else {
            return ActionChoice(settled: chosen.action, action: chosen.action, rule: chosen.rule)
        }
        return ActionChoice(settled: chosen.action, action: strictest.action, rule: strictest.rule)
    }

    /// The first rule that takes an upstream away; `nil` where none does.
    ///
    /// - Parameter members: the countries that would get the request, groups written out.
    func denial(
        of upstream: UpstreamFacts, in members: Set<Jurisdiction>, isAbroad: Bool, residual: DataClass
    ) -> String? {
        for rule in rules {
            let countries = rule.condition.countries
            guard countries.isEmpty || !countries.isDisjoint(with: members) else { continue }
            if let upstreams = rule.effect.upstreams, !upstreams.allows(upstream.id) { return rule.auditName }
            if isAbroad, let most = rule.effect.maxForeignResidual, residual > most { return rule.auditName }
        }
        return nil
    }
}
