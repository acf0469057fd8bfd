// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

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
            /// A route that is wanted gets nothing, or less than a gateway sends: a paper is missing or has expired.
            case closed
        }

        package let weight: Weight
        package let rule: String
        package let text: String
    }

    /// In the order of the rules.
    package let remarks: [Remark]

    /// Looks at a policy beside the upstreams that are configured.
    package init(_ engine: PolicyEngine, upstreams: [UpstreamFacts], on day: CalendarDay = .today()) {
        let reviews = engine.review(upstreams, on: day)
        remarks =
            Self.actionRemarks(engine) + Self.ruleRemarks(engine, upstreams) + Self.thresholdRemarks(engine)
            + Self.unmaskingRemarks(engine) + Self.routeRemarks(engine, reviews) + Self.placeRemarks(reviews)
    }

    private static func placeRemarks(_ reviews: [PlaceReview]) -> [Remark] {
        reviews.flatMap { review in
            let name = "upstream \(review.upstream.id) (\(review.upstream.country))"
            let closed = Remark(weight: .closed, rule: "transfer", text: "\(name): \(review.words)")
            return (review.needsWork ? [closed] : [])
                + review.expiring.map { expiry in
                    Remark(weight: .idle, rule: expiry.what, text: "\(name): \(expiry.what) ends with \(expiry.day)")
                }
        }
    }

    private static func actionRemarks(_ engine: PolicyEngine) -> [Remark] {
        engine.catalog.types.compactMap { type in
            guard let descriptor = engine.catalog[type] else { return nil }
            let (action, rule) = engine.actions.action(for: type, descriptor)
            let usual = ActionRules().action(for: type, descriptor).action
            guard action.strictness < usual.strictness else { return nil }
            let dataClass = descriptor.countedClass.rawValue
            let what = action == .pass ? "is left in clear" : "gets \(action) alone"
            return Remark(
                weight: .weaker, rule: rule, text: "\(type) (\(dataClass)) \(what); the default is to \(usual)"
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

    private static func routeRemarks(_ engine: PolicyEngine, _ reviews: [PlaceReview]) -> [Remark] {
        var remarks: [Remark] = []
        for name in engine.routing.foreignUpstreams.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let review = reviews.first(where: { $0.upstream.id == name }) else {
                remarks.append(Remark(weight: .idle, rule: "foreign.upstreams", text: "\(name) is not configured"))
                continue
            }
            let most = engine.routing.maxForeignResidual.rawValue
            guard review.isAbroad else {
                let text = "\(name) is in-country already"
                remarks.append(Remark(weight: .idle, rule: "foreign.upstreams", text: text))
                continue
            }
            guard !review.isClosed else { continue }
            let text = "\(name) (\(review.upstream.country)) is abroad and may receive up to \(most)"
            remarks.append(Remark(weight: .weaker, rule: "foreign.upstreams", text: text))
        }
        if !reviews.isEmpty, reviews.allSatisfy(\.isAbroad) {
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
