// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyDiff {
    /// The keys that hold one word.
    static func settings(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let scopes: [Scope.Kind] = [.tenant, .case, .conversation]
        return [
            change("id", old.id, new.id, rank: { _ in 0 }, word: { $0 }),
            change(
                "scope", old.scope, new.scope, rank: { scopes.firstIndex(of: $0) ?? 0 }, word: \.rawValue),
            change(
                "answer", old.answerRule, new.answerRule, rank: { $0 == .block ? 1 : 0 }, word: \.rawValue),
            change("storage", old.storage, new.storage, rank: { $0 == .forbid ? 1 : 0 }, word: \.rawValue),
            change("padding", old.padding, new.padding, rank: { $0 == .blocks ? 1 : 0 }, word: \.rawValue),
            change(
                "unknown_paths", old.unknownPaths, new.unknownPaths, rank: { $0 == .refuse ? 1 : 0 },
                word: \.rawValue),
        ].compactMap(\.self)
    }

    /// What is done with each type: the effect, whichever key says it.
    static func actions(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        Set(old.catalog.types + new.catalog.types).sorted().flatMap { type -> [Change] in
            guard let before = old.catalog[type], let after = new.catalog[type] else {
                let isNew = old.catalog[type] == nil
                return [
                    Change(
                        direction: isNew ? .other : .weaker, subject: "types.\(type)",
                        text: isNew ? "is found now" : "is not found any more")
                ]
            }
            let actions = [old.actions.action(for: type, before).action, new.actions.action(for: type, after).action]
            let masks = [mask(old, type, before, actions[0]), mask(new, type, after, actions[1])].compactMap(\.self)
            return [
                change(
                    "types.\(type)", before.countedClass, after.countedClass,
                    rank: { DataClass.allCases.firstIndex(of: $0) ?? 0 }, word: \.rawValue),
                change("actions.\(type)", actions[0], actions[1], rank: \.strictness, word: \.rawValue),
                // Where it masked in one of them alone, the action or the rule has changed.
                masks.count < 2
                    ? nil
                    : change(
                        "masks.\(type)", masks[0], masks[1], rank: { -($0.first + $0.last) },
                        word: { "first \($0.first), last \($0.last)" }),
            ].compactMap(\.self)
        }
    }

    /// What a mask shows, where it is the action; `nil` elsewhere, where the change of action says enough.
    private static func mask(
        _ policy: PolicyEngine, _ type: EntityType, _ descriptor: EntityDescriptor, _ action: ProtectiveAction
    ) -> MaskRule? {
        // A rule may still choose to mask.
        let mayMask = action == .mask || policy.rules.contains { $0.effect.action(for: descriptor) == .mask }
        return mayMask ? policy.masks.rule(for: type, in: descriptor.countedClass) : nil
    }

    /// Blocks show as actions, too; a rule can undo an action and never one of these.
    static func blocks(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        changes(
            "block.types", old.actions.blockedTypes, new.actions.blockedTypes, added: (.stronger, "is blocked now"),
            removed: (.weaker, "is not blocked any more"))
            + changes(
                "block.classes", Set(old.actions.blockedClasses.map(\.rawValue)),
                Set(new.actions.blockedClasses.map(\.rawValue)), added: (.stronger, "is blocked now"),
                removed: (.weaker, "is not blocked any more"))
    }

    /// A higher threshold finds less.
    static func thresholds(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let types = Set(old.thresholds.keys).union(new.thresholds.keys).sorted()
        let pairs =
            [("default", old.defaultThreshold, new.defaultThreshold)]
            + types.map {
                (
                    $0.rawValue, old.thresholds[$0] ?? old.defaultThreshold,
                    new.thresholds[$0] ?? new.defaultThreshold
                )
            }
        return pairs.compactMap { name, before, after in
            guard before != after else { return nil }
            return Change(
                direction: after > before ? .weaker : .stronger, subject: "thresholds.\(name)",
                text: "\(before) is now \(after)")
        }
    }

    /// Where data may go.
    static func routes(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        changes(
            "home", old.routing.home.countries, new.routing.home.countries,
            added: (.weaker, "counts as in-country now"),
            removed: (.stronger, "does not count as in-country any more"))
            + changes(
                "foreign.upstreams", Set(old.routing.foreignUpstreams.map(\.rawValue)),
                Set(new.routing.foreignUpstreams.map(\.rawValue)), added: (.weaker, "may now receive what is left"),
                removed: (.stronger, "may not receive anything any more"))
            + [
                change(
                    "foreign.max_residual", old.routing.maxForeignResidual, new.routing.maxForeignResidual,
                    rank: { $0 == .c0 ? 1 : 0 }, word: \.rawValue)
            ].compactMap(\.self)
    }

    /// What routes abroad are judged by; it decides nothing where neither policy names an upstream for one.
    static func laws(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        guard !old.routing.foreignUpstreams.isEmpty || !new.routing.foreignUpstreams.isEmpty else { return [] }
        let statuses = changes(
            "foreign.accept_status", Set(old.gate.accepted.map(\.rawValue)), Set(new.gate.accepted.map(\.rawValue)),
            added: (.weaker, "is accepted of a list now"), removed: (.stronger, "is not accepted of a list any more"))
        // Of two laws nobody can say which is the stricter one.
        guard Set(old.gate.lawLines) != Set(new.gate.lawLines) else { return statuses }
        return statuses + [
            Change(
                direction: .weaker, subject: "foreign.regimes",
                text: "routes abroad are judged by other laws or lists now, perhaps weaker ones")
        ]
    }

    /// Purposes and quasi-identifiers mean something through rules alone.
    static func names(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let purposes = changes(
            "purposes", Set(old.purposes.map(\.rawValue)), Set(new.purposes.map(\.rawValue)),
            added: (.other, "may be named now"), removed: (.other, "may not be named any more"))
        guard old.countsQuasiIdentifiers, new.countsQuasiIdentifiers else { return purposes }
        return purposes
            + changes(
                "quasi_identifiers", old.quasiIdentifiers, new.quasiIdentifiers, added: (.stronger, "is counted now"),
                removed: (.weaker, "is not counted any more"))
    }
}
