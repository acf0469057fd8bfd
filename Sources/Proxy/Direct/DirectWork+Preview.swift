// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers

/// `POST /v1/privacy/preview`: what policy would do with texts, and why. Nothing is stored and nothing is sent.
extension DirectWork {
    func preview() throws(GatewayError) -> JSONDraft {
        let body = try DirectBody(call.body, members: ["text", "texts", "model"])
        let texts = try body.texts()
        let model = try model(of: body)
        let findings = try findings(in: texts.parsed.slots)
        let upstreams = snapshot.upstreams.filter { model == nil || $0.pattern(for: model) != nil }
        guard !upstreams.isEmpty, model == nil || call.rights.admits(model: model) else {
            throw GatewayError(.modelNotFound)
        }
        let facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: model,
            hasResidue: snapshot.engine.depth != .full,
            candidates: upstreams.map(\.facts))
        let explanation = snapshot.policy.explain(
            findings, given: asked(facts, texts.parsed.slots, findings, counting: nil))
        learn(found: findings)
        return Self.answer(explanation)
    }

    private func model(of body: DirectBody) throws(GatewayError) -> String? {
        guard let value = body.value("model") else { return nil }
        guard body.scan.nodes[value].kind == .string else {
            throw GatewayError(.invalidBody, "model is a string.")
        }
        return body.scan.string(value)
    }

    private static func answer(_ explanation: PolicyExplanation) -> JSONDraft {
        let decision = explanation.decision
        return .object([
            ("decision", .string(word(for: decision.refusal))), ("class", .string(decision.inputClass.rawValue)),
            ("residual", .string(decision.residualClass.rawValue)), ("secret", .boolean(decision.hasSecret)),
            ("entities", .array(explanation.findings.map(entity))),
            ("upstreams", .array(explanation.routes.map(upstream))),
            ("home", .array(explanation.home.names.map { .string($0.code) })),
            ("rules", .array(told(decision.rules).map(JSONDraft.string))),
            (
                "policy",
                .object([("id", .string(decision.policyID)), ("sha256", .string(decision.policyDigest))])
            ),
        ])
    }

    private static func entity(_ finding: PolicyExplanation.Finding) -> JSONDraft {
        .object([
            ("type", .string(finding.type.rawValue)), ("count", .integer(finding.count)),
            ("class", .string(finding.dataClass.rawValue)), ("action", .string(finding.action.rawValue)),
            ("rule", .string(told(finding.rule))),
        ])
    }

    private static func upstream(_ route: PolicyExplanation.Route) -> JSONDraft {
        .object([
            ("name", .string(route.upstream.id.rawValue)), ("country", .string(route.upstream.country.code)),
            ("in_country", .boolean(route.isInCountry)), ("allowed", .boolean(route.isAllowed)),
            ("rule", .string(told(route.rule))),
        ])
    }

    /// What a caller is told of a rule: where the policy says it, of the operator's own rules not which, and of a transfer
    /// that is not possible not which paper the operator lacks (control ZV-CFG-01).
    private static func told(_ rule: String) -> String {
        if rule.hasPrefix("rules.") { return "rules" }
        return rule.hasPrefix("transfer.") ? "foreign.transfer" : rule
    }

    private static func told(_ rules: [String]) -> [String] {
        rules.reduce(into: []) { list, rule in
            if !list.contains(told(rule)) { list.append(told(rule)) }
        }
    }

    static func word(for refusal: PolicyDecision.Refusal?) -> String {
        switch refusal {
        case nil: "allow"
        case .blocked: "block"
        case .noLawfulRoute: "no_route"
        }
    }
}
