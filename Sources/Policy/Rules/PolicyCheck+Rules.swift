// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyCheck {
    /// What rules weaken, and what of them can have no effect.
    static func ruleRemarks(_ engine: PolicyEngine, _ upstreams: [UpstreamFacts]) -> [Remark] {
        engine.rules.flatMap { rule in
            rule.condition.isAboutContent
                ? idleRemarks(rule, engine) + unknownRemarks(rule, upstreams)
                : weakerRemarks(rule, engine) + unknownRemarks(rule, upstreams)
        }
    }

    private static func weakerRemarks(_ rule: PolicyRule, _ engine: PolicyEngine) -> [Remark] {
        engine.catalog.types.compactMap { type in
            guard let descriptor = engine.catalog[type], let action = rule.effect.action(for: descriptor) else {
                return nil
            }
            let own = engine.actions.action(for: type, descriptor).action
            guard own != .block, action.strictness < own.strictness else { return nil }
            return Remark(
                weight: .weaker, rule: rule.auditName,
                text: "\(rule.auditName) makes it \(action) for \(type) instead of \(own)")
        }
    }

    /// A rule about content that names an action the policy goes beyond already.
    private static func idleRemarks(_ rule: PolicyRule, _ engine: PolicyEngine) -> [Remark] {
        engine.catalog.types.compactMap { type in
            guard let action = rule.effect.types[type] else { return nil }
            let own = engine.actions.action(for: type, engine.catalog[type]).action
            guard action.strictness <= own.strictness else { return nil }
            return Remark(
                weight: .idle, rule: rule.auditName,
                text: "\(rule.auditName) names \(action) for \(type), where \(own) stands, which is as strict")
        }
    }

    private static func unknownRemarks(_ rule: PolicyRule, _ upstreams: [UpstreamFacts]) -> [Remark] {
        let names: Set<UpstreamID> =
            switch rule.effect.upstreams {
            case .only(let names), .except(let names): names
            case nil: []
            }
        let unknown = names.filter { name in !upstreams.contains { $0.id == name } }
        return unknown.sorted { $0.rawValue < $1.rawValue }.map { name in
            Remark(
                weight: .idle, rule: rule.auditName, text: "\(rule.auditName) names \(name), which is not configured")
        }
    }
}
