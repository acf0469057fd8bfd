// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry
import Vault

/// `POST /v1/privacy/tokenize`: texts with tokens in the place of values, which the vault keeps in a scope of the caller's.
extension DirectWork {
    func tokenize() async throws(GatewayError) -> JSONDraft {
        let body = try DirectBody(call.body, members: ["text", "texts", "conversation", "case"])
        let texts = try body.texts()
        let (scope, name) = try scopeOrNew(body)
        let findings = try findings(in: texts.parsed.slots)
        let decision = decide(on: findings, in: texts.parsed.slots, counting: scope)
        journal.learn { $0.learn(decision, findings, bytesIn: call.body.count, engine: snapshot.engine) }
        gateway.metrics.countEntities(decision, findings, in: texts.parsed.slots)
        if decision.refusal == .blocked { throw GatewayError(.policyBlocked) }
        let tokenized: TokenizedRequest
        do throws(PseudonymizationError) {
            tokenized = try await snapshot.tokenizer.tokenize(
                texts.parsed, detections: findings, decision: decision, depth: snapshot.engine.depth,
                hash: gateway.valueHash(of: scope.tenant), scope: scope, request: call.id, vault: gateway.vault)
        } catch {
            throw GatewayError(error)
        }
        let literals = try DirectTexts.literals(of: inspect(tokenized).body)
        var members = [texts.answer(literals, one: "text", many: "texts")]
        if let name { members.append(("conversation", .string(name))) }
        return .object(members + summary(of: decision, findings))
    }

    /// What was found and done, in counts.
    private func summary(of decision: PolicyDecision, _ findings: [[Detection]]) -> [(String, JSONDraft)] {
        let entities = findings.joined().reduce(into: [String: Int]()) { $0[$1.type.rawValue, default: 0] += 1 }
        let actions = decision.actions.joined().reduce(into: [String: Int]()) { $0[$1.rawValue, default: 0] += 1 }
        return [
            ("entities", .counts(entities)), ("actions", .counts(actions)),
            ("class", .string(decision.inputClass.rawValue)), ("residual", .string(decision.residualClass.rawValue)),
        ]
    }

    /// The caller is likely to send the text on to a model: it gets the same second look as what leaves by this gateway.
    private func inspect(_ tokenized: TokenizedRequest) throws(GatewayError) -> SanitizedRequest {
        do throws(EgressGuardError) {
            return try EgressGuard().inspect(tokenized, target: "", headers: [])
        } catch {
            gateway.metrics.guardHits.add()
            throw GatewayError(error)
        }
    }

    /// The scope that the caller named; where it named none, that of a new conversation and its name.
    private func scopeOrNew(_ body: DirectBody) throws(GatewayError) -> (Scope, name: String?) {
        if let scope = try namedScope(body) { return (scope, nil) }
        let random = (0..<2).map { _ in String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16) }.joined()
        let scope = gateway.scopes.scope(
            tenant: call.caller.tenant, caller: call.caller.id, of: .named(Sensitive(Array(random.utf8))))
        return (scope, random)
    }

    /// The scope that the body or the headers name, or that policy gives without a name; `nil` where nothing says.
    func namedScope(_ body: DirectBody) throws(GatewayError) -> Scope? {
        var context = call.context
        let expectation = "conversation and case are strings that are not empty."
        if let name = try body.name("conversation", expectation) { context.conversation = name }
        if let name = try body.name("case", expectation) { context.case = name }
        return gateway.scope(snapshot.policy.scope, of: call.caller, in: context)
    }
}
