// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyDiff {
    /// Rules by name. One that can only forbid makes the policy stronger where it comes and weaker where it goes; one that
    /// sets actions may do either, so that it counts as weaker both ways unless it is stricter than what stands without it.
    static func rules(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let before = Dictionary(uniqueKeysWithValues: old.rules.map { ($0.name, $0) })
        let after = Dictionary(uniqueKeysWithValues: new.rules.map { ($0.name, $0) })
        var changes: [Change] = []
        for name in Set(before.keys).union(after.keys).sorted() {
            let subject = "rules.\(name)"
            switch (before[name], after[name]) {
            case (nil, let rule?):
                let weakens = weakens(rule, new)
                changes.append(
                    Change(
                        direction: weakens ? .weaker : .stronger, subject: subject,
                        text: weakens ? "comes, and weakens an action" : "comes, and only forbids"))
            case (let rule?, nil):
                let forbids = forbids(rule, old)
                changes.append(
                    Change(
                        direction: forbids ? .weaker : .stronger, subject: subject,
                        text: forbids ? "goes, and forbade something" : "goes, and only weakened"))
            case (let one?, let other?) where one.canonical != other.canonical:
                changes.append(rewritten(one, other, subject: subject))
            default: break
            }
        }
        return changes + order(old, new)
    }

    /// A rule that holds for the same requests, or for more, and does more, is stricter; of any other nobody can be sure.
    private static func rewritten(_ old: PolicyRule, _ new: PolicyRule, subject: String) -> Change {
        let isStricter =
            new.condition.isAboutContent && old.condition.isAboutContent && new.condition.isWider(than: old.condition)
            && new.effect.isStricter(than: old.effect)
        return Change(
            direction: isStricter ? .stronger : .weaker, subject: subject,
            text: isStricter ? "forbids more" : "is another rule now, perhaps a weaker one")
    }

    /// Among rules that set actions the first one decides.
    private static func order(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let setting = { (policy: PolicyEngine) in
            policy.rules.filter { !$0.condition.isAboutContent && $0.effect.hasActions }.map(\.name)
        }
        let (before, after) = (setting(old), setting(new))
        let common = Set(before).intersection(after)
        guard before.filter(common.contains) != after.filter(common.contains) else { return [] }
        return [
            Change(
                direction: .weaker, subject: "rules", text: "stand in another order, and the first that holds decides")
        ]
    }

    /// Whether a rule makes an action weaker than the policy's own.
    private static func weakens(_ rule: PolicyRule, _ policy: PolicyEngine) -> Bool {
        !rule.condition.isAboutContent && compares(rule, policy) { $0 < $1 }
    }

    /// Whether anything is forbidden by a rule that is not forbidden without it.
    private static func forbids(_ rule: PolicyRule, _ policy: PolicyEngine) -> Bool {
        let effect = rule.effect
        return effect.blocks || effect.blocksAnswer || effect.upstreams != nil || effect.maxForeignResidual != nil
            || compares(rule, policy) { $0 > $1 }
    }

    /// Whether for some type the rule's action and the policy's own compare so. A rule that comes before it can have set
    /// another one; then what stands alone is not what it replaces, and it counts.
    private static func compares(
        _ rule: PolicyRule, _ policy: PolicyEngine, _ order: (Int, Int) -> Bool
    ) -> Bool {
        policy.catalog.types.contains { type in
            guard let descriptor = policy.catalog[type], let action = rule.effect.action(for: descriptor) else {
                return false
            }
            let own = policy.actions.action(for: type, descriptor).action
            guard own != .block else { return false }
            let others = policy.rules.filter { !$0.condition.isAboutContent && $0.name != rule.name }
                .compactMap { $0.effect.action(for: descriptor) }
            return ([own] + others).contains { order(action.strictness, $0.strictness) }
        }
    }
}

extension RuleEffect {
    var hasActions: Bool { specialCategory != nil || !classes.isEmpty || !types.isEmpty }

    /// Whether it forbids all that another one does.
    fileprivate func isStricter(than other: RuleEffect) -> Bool {
        guard blocks || !other.blocks, blocksAnswer || !other.blocksAnswer,
            (maxForeignResidual ?? .c1) <= (other.maxForeignResidual ?? .c1), upstreams == other.upstreams
        else { return false }
        let isAtLeast = { (mine: ProtectiveAction?, theirs: ProtectiveAction?) in
            (mine?.strictness ?? -1) >= (theirs?.strictness ?? -1)
        }
        return isAtLeast(specialCategory, other.specialCategory)
            && other.types.allSatisfy { isAtLeast(types[$0.key], $0.value) }
            && other.classes.allSatisfy { isAtLeast(classes[$0.key], $0.value) }
            // What is more particular hides what is less so.
            && Set(types.keys) == Set(other.types.keys) && (specialCategory == nil) == (other.specialCategory == nil)
    }
}

extension RuleCondition {
    /// Whether it holds wherever another one does.
    fileprivate func isWider(than other: RuleCondition) -> Bool {
        var rest = self
        rest.dataClass = other.dataClass
        rest.quasiIdentifiers = other.quasiIdentifiers
        rest.types = other.types
        return rest == other && (dataClass ?? .c0) <= (other.dataClass ?? .c0)
            && (quasiIdentifiers ?? 0) <= (other.quasiIdentifiers ?? 0)
            && types.allSatisfy { $0.value <= other.types[$0.key, default: 0] }
    }
}
