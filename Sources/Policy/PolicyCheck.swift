// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What an operator should know of a valid policy before it goes live: `zavesa policy check`. Remarks are no errors;
/// a weaker mode is allowed where the policy names it, and is said aloud here.
package struct PolicyCheck: Sendable, Equatable {
    /// One remark, with the constant name of the rule it is about.
    package struct Remark: Sendable, Equatable {
        package enum Weight: String, Sendable {
            /// Less is protected than by default.
            case weaker
            /// Something has no effect, and was perhaps meant otherwise.
            case idle
        }

        package let weight: Weight
        package let rule: String
        package let text: String
    }

    /// In the order of the rules.
    package let remarks: [Remark]

    /// Looks at a policy beside the upstreams that are configured.
    package init(_ engine: PolicyEngine, upstreams: [UpstreamFacts]) {
        remarks =
            Self.actionRemarks(engine) + Self.ruleRemarks(engine, upstreams) + Self.thresholdRemarks(engine)
            + Self.routeRemarks(engine, upstreams)
    }

    private static func actionRemarks(_ engine: PolicyEngine) -> [Remark] {
        engine.catalog.types.compactMap { type in
            guard let descriptor = engine.catalog[type] else { return nil }
            let (action, rule) = engine.actions.action(for: type, descriptor)
            let usual = ActionRules().action(for: type, descriptor).action
            guard action == .pass, usual != .pass else { return nil }
            let dataClass = descriptor.countedClass.rawValue
            return Remark(
                weight: .weaker, rule: rule, text: "\(type) (\(dataClass)) is left in clear; the default is to \(usual)"
            )
        }
    }

    private static func thresholdRemarks(_ engine: PolicyEngine) -> [Remark] {
        var raised = engine.thresholds.filter { $0.value > PolicyEngine.usualThreshold }.map {
            ($0.key.rawValue, $0.value)
        }
        if engine.defaultThreshold > PolicyEngine.usualThreshold { raised.append(("default", engine.defaultThreshold)) }
        return raised.sorted { $0.0 < $1.0 }.map { name, value in
            Remark(
                weight: .weaker, rule: "thresholds.\(name)",
                text: "findings have to be surer (\(value)) than by default: fewer are found")
        }
    }

    private static func routeRemarks(_ engine: PolicyEngine, _ upstreams: [UpstreamFacts]) -> [Remark] {
        var remarks: [Remark] = []
        for name in engine.routing.foreignUpstreams.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let upstream = upstreams.first(where: { $0.id == name }) else {
                remarks.append(Remark(weight: .idle, rule: "foreign.upstreams", text: "\(name) is not configured"))
                continue
            }
            let isAbroad = !engine.isInCountry(upstream.country)
            let most = engine.routing.maxForeignResidual.rawValue
            remarks.append(
                isAbroad
                    ? Remark(
                        weight: .weaker, rule: "foreign.upstreams",
                        text: "\(name) (\(upstream.country)) is abroad and may receive up to \(most)")
                    : Remark(weight: .idle, rule: "foreign.upstreams", text: "\(name) is in-country already"))
        }
        if !upstreams.isEmpty, !upstreams.contains(where: { engine.isInCountry($0.country) }) {
            remarks.append(
                Remark(
                    weight: .idle, rule: "home",
                    text: "no upstream is in-country: special categories and unreadable parts are always refused"))
        }
        if engine.routing.maxForeignResidual == .c0, !engine.routing.foreignUpstreams.isEmpty {
            remarks.append(
                Remark(
                    weight: .idle, rule: "foreign.max_residual",
                    text: "a prompt is at least C1, so nothing goes to the upstreams named"))
        }
        return remarks
    }
}
