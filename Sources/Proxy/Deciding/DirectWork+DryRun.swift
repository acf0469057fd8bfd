// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Audit
import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry
import Vault

/// A request to a model with `x-zavesa-dry-run: true`: read, searched, decided, and replaced as it would be, down to the
/// last check; then the caller is told of the decision. Nothing is sent and nothing is kept, and the record says that a
/// text was looked at. Neither values nor names of rules are told (control ZV-CFG-01).
extension DirectWork {
    func dryRun(of endpoint: Endpoint) async throws(GatewayError) -> JSONDraft {
        let request: ParsedRequest
        do throws(ProviderError) {
            request = try gateway.providers.provider(of: endpoint).parseRequest(call.body, to: endpoint)
        } catch {
            throw GatewayError(error)
        }
        let serving = try ServingChoice(request, to: endpoint, within: call.rights, of: snapshot.upstreams)
        let findings = try findings(in: request.slots)
        let hasResidue = request.hasResidue(beside: findings)
        let scope = gateway.scope(.conversation, of: call.caller, in: call.context, opening: request)
        var facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: request.model,
            hasResidue: hasResidue || snapshot.engine.depth != .full, candidates: serving.upstreams.map(\.facts))
        facts.models = serving.models
        facts = facts.asked(
            by: snapshot.policy, of: request.slots, findings, purpose: call.context.purpose,
            counts: gateway.quasiIdentifiers, keeps: false, in: { scope })
        let decision = snapshot.policy.decide(findings, given: facts)
        journal.learn { event in
            event.learn(decision, findings, bytesIn: call.body.count, engine: snapshot.engine)
            // Nothing is done: the record says what was found and decided.
            event.data?.actions = [:]
        }
        if decision.refusal == nil { try await rehearse(request, findings, decision, in: scope) }
        return Self.answer(decision, findings)
    }

    /// Replaces and checks as for sending; throws what would end the request there.
    private func rehearse(
        _ request: ParsedRequest, _ findings: [[Detection]], _ decision: PolicyDecision, in scope: Scope
    ) async throws(GatewayError) {
        let tokenized: TokenizedRequest
        do throws(PseudonymizationError) {
            tokenized = try await snapshot.tokenizer.tokenize(
                request, detections: findings, decision: decision, depth: snapshot.engine.depth,
                hash: gateway.valueHash(of: scope.tenant), scope: scope, request: call.id, vault: PreviewVault())
        } catch {
            throw GatewayError(error)
        }
        do throws(EgressGuardError) {
            _ = try EgressGuard().inspect(tokenized, target: "", headers: [])
        } catch {
            gateway.metrics.guardHits.add()
            throw GatewayError(error)
        }
    }

    private static func answer(_ decision: PolicyDecision, _ findings: [[Detection]]) -> JSONDraft {
        let entities = findings.joined().reduce(into: [String: Int]()) { $0[$1.type.rawValue, default: 0] += 1 }
        let actions = decision.actions.joined().reduce(into: [String: Int]()) { $0[$1.rawValue, default: 0] += 1 }
        return .object([
            ("object", .string("zavesa.dry_run")), ("decision", .string(word(for: decision.refusal))),
            ("class", .string(decision.inputClass.rawValue)), ("residual", .string(decision.residualClass.rawValue)),
            ("secret", .boolean(decision.hasSecret)), ("entities", .counts(entities)), ("actions", .counts(actions)),
            ("upstreams", .array(decision.allowed.map { .string($0.rawValue) })),
        ])
    }
}
