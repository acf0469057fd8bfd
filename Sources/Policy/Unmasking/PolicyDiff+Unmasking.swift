// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyDiff {
    /// The fallback: it only ever lets more out, so that whatever is added to it is weaker.
    static func unmasking(_ old: PolicyEngine, _ new: PolicyEngine) -> [Change] {
        let subject = UnmaskedFallback.rule
        switch (old.unmaskedFallback, new.unmaskedFallback) {
        case (nil, nil): return []
        case (nil, _?):
            return [
                Change(direction: .weaker, subject: subject, text: "answers may lead to a second run, unmasked, now")
            ]
        case (_?, nil):
            return [Change(direction: .stronger, subject: subject, text: "no request is sent unmasked any more")]
        case (let before?, let after?):
            return changes(
                "\(subject).upstreams", Set(before.upstreams.map(\.rawValue)), Set(after.upstreams.map(\.rawValue)),
                added: (.weaker, "may have unmasked requests now"),
                removed: (.stronger, "has no unmasked requests any more"))
                + changes(
                    "\(subject).when", Set(before.triggers.map(\.rawValue)), Set(after.triggers.map(\.rawValue)),
                    added: (.weaker, "leads to a second run now"),
                    removed: (.stronger, "leads to no second run any more"))
                + types(before, after, old, new)
        }
    }

    /// What opens by the policy's own actions, and what is named beside it: a rule may replace a type that the policy
    /// itself lets pass, and then the list decides.
    private static func types(
        _ before: UnmaskedFallback, _ after: UnmaskedFallback, _ old: PolicyEngine, _ new: PolicyEngine
    ) -> [Change] {
        let subject = "\(UnmaskedFallback.rule).types"
        // Without a list every type is named, so that only two lists can differ by names.
        let isListed = before.types != nil && after.types != nil
        let changes = changes(
            subject, old.openedTypes(by: before).union(isListed ? before.types ?? [] : []),
            new.openedTypes(by: after).union(isListed ? after.types ?? [] : []),
            added: (.weaker, "may go unmasked now"), removed: (.stronger, "does not go unmasked any more"))
        guard before.types != nil, after.types == nil else { return changes }
        return changes + [
            Change(direction: .weaker, subject: subject, text: "whatever is replaced may go unmasked now")
        ]
    }
}

extension PolicyEngine {
    /// The types that go unmasked where no rule says otherwise.
    func openedTypes(by fallback: UnmaskedFallback) -> Set<EntityType> {
        Set(
            catalog.types.filter { type in
                guard let descriptor = catalog[type] else { return false }
                return fallback.opens(descriptor, insteadOf: actions.action(for: type, descriptor).action)
            })
    }
}
