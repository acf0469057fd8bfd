// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import TextNormalization

/// One request, from the caller's bytes to the caller's answer: the ten steps of DESIGN §3, in their order.
///
/// What a step gives is what the next one takes, so that leaving one out, or swapping two, does not compile. The tenth,
/// the last record, is written by `Gateway.serve`, which does so whatever happens here.
struct RequestPipeline: Sendable {
    let call: Call
    let gateway: Gateway
    let snapshot: GatewaySnapshot
    let journal: RequestJournal
    let allowance: RequestAllowance
    let lifetime: RequestLifetime
    let reply: Reply

    /// Returns when the whole answer is with the caller.
    func run() async throws(GatewayError) {
        // Computing goes on a thread for it and stays there; waiting belongs to the loop of the caller's connection.
        let ready = try await gateway.scans.prepare { () async throws(GatewayError) in
            let request = try await parse()  // 1
            try charge(request)
            let findings = try await detect(in: request)  // 2
            let decision = try decide(on: findings, in: request)  // 3
            let candidates = route(decision)  // 4
            var ready = ReadyRequest(
                request: request, findings: findings, decision: decision, scope: scope(of: request),
                candidates: candidates)
            if let first = candidates.first { ready.first = await prepared(ready, for: first) }
            return ready
        }
        let answer = try await firstAnswer(of: ready.candidates) { (upstream) async throws(GatewayError) in
            let (sanitized, translation) = try await sanitized(ready, for: upstream)
            try await reserve(ready.request, sending: sanitized.body.count, to: upstream)
            let recorded = try await record(sanitized, ready.request, in: ready.scope, to: upstream)  // 7
            return try await send(recorded, in: ready.scope, to: upstream, translation)  // 8
        }
        try await restore(answer, to: ready.request, ready.decision)  // 9
    }

    /// What the first candidate gets is ready; for another one it is made when its turn comes.
    private func sanitized(
        _ ready: ReadyRequest, for upstream: Upstream
    ) async throws(GatewayError) -> ReadyRequest.Outgoing {
        if let first = ready.first, upstream.id == ready.candidates.first?.id { return try first.get() }
        return try await gateway.scans.prepare { () async throws(GatewayError) in
            try await sanitize(ready, for: upstream)
        }
    }

    /// What one candidate would get, or why it cannot get it: another one may.
    private func prepared(
        _ ready: ReadyRequest, for upstream: Upstream
    ) async -> Result<ReadyRequest.Outgoing, GatewayError> {
        do throws(GatewayError) {
            return .success(try await sanitize(ready, for: upstream))
        } catch {
            return .failure(error)
        }
    }

    private func sanitize(
        _ ready: ReadyRequest, for upstream: Upstream
    ) async throws(GatewayError) -> ReadyRequest.Outgoing {
        let tokenized = try await tokenize(ready, for: upstream)  // 5
        let outgoing = try await write(tokenized, for: upstream)
        return (try await inspect(outgoing), outgoing.translation)  // 6
    }

    /// 1. Finds every text of the body; a body that is not understood goes no further.
    private func parse() async throws(GatewayError) -> ParsedRequest {
        try await work(gateway.metrics.overhead.parse) { () throws(GatewayError) in
            do throws(ProviderError) {
                return try provider.parseRequest(call.body, to: call.endpoint)
            } catch {
                throw GatewayError(error)
            }
        }
    }

    /// 2. Searches each text; a limit hit is an error, never silence.
    private func detect(in request: ParsedRequest) async throws(GatewayError) -> [[Detection]] {
        gateway.metrics.scannedBytes.add(Double(call.body.count))
        return try await work(gateway.metrics.overhead.detect) { () throws(GatewayError) in
            try snapshot.engine.detect(in: request.slots)
        }
    }

    /// 3. Asks policy; what it refuses ends here, with its counts in the record.
    private func decide(
        on findings: [[Detection]], in request: ParsedRequest
    ) throws(GatewayError) -> PolicyDecision {
        let able = snapshot.upstreams.filter {
            $0.serves(call.endpoint) && $0.pattern(for: request.model) != nil
        }
        guard !able.isEmpty else { throw GatewayError(.modelNotFound) }
        let hasResidue = request.hasResidue(beside: findings)
        let facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: request.model,
            hasResidue: hasResidue || snapshot.engine.depth != .full, candidates: able.map(\.facts))
        let decision = snapshot.policy.decide(findings, given: facts)
        journal.learn { $0.learn(decision, findings, bytesIn: call.body.count, engine: snapshot.engine) }
        gateway.metrics.count(decision, findings)
        if let refusal = decision.refusal { throw GatewayError(refusal, hasResidue: hasResidue) }
        return decision
    }

    /// 4. The allowed upstreams in the operator's order.
    private func route(_ decision: PolicyDecision) -> [Upstream] {
        decision.allowed.compactMap { id in snapshot.upstreams.first { $0.id == id } }
    }

    /// 5. Replaces what was found by tokens of this conversation, durable in the vault.
    private func tokenize(
        _ ready: ReadyRequest, for upstream: Upstream
    ) async throws(GatewayError) -> TokenizedRequest {
        try await work(gateway.metrics.overhead.tokenize) { () async throws(GatewayError) in
            do throws(PseudonymizationError) {
                return try await snapshot.tokenizer.tokenize(
                    ready.request, detections: ready.findings, decision: ready.decision,
                    model: upstream.rename(ready.request.model),
                    forbidsStorage: snapshot.policy.storage == .forbid, depth: snapshot.engine.depth,
                    seal: seal(in: ready.scope, for: upstream),
                    scope: ready.scope, request: call.id, vault: gateway.vault)
            } catch {
                throw GatewayError(error)
            }
        }
    }

    /// 6. Looks, with other eyes, at the exact bytes that would leave.
    private func inspect(_ outgoing: OutgoingRequest) async throws(GatewayError) -> SanitizedRequest {
        do throws(GatewayError) {
            return try await work(gateway.metrics.overhead.inspect) { () throws(GatewayError) in
                do throws(EgressGuardError) {
                    return try EgressGuard().inspect(
                        outgoing.request, target: outgoing.target, headers: outgoing.headers)
                } catch {
                    throw GatewayError(error)
                }
            }
        } catch  where error.code == .egressGuard {
            gateway.metrics.guardHits.add()
            try await journal.guardHit()
            throw error
        }
    }
}
