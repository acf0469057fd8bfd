// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Audit
import Detectors
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry
import TextNormalization

/// One request, from the caller's bytes to the caller's answer: the ten steps of DESIGN §3, in their order.
///
/// What a step gives is what the next one takes, so that leaving one out, or swapping two, does not compile. The tenth,
/// the last record, is written by `Gateway.serve`, which does so whatever happens here.
///
/// It never changes; a class, because each step that waits would copy all that is in it.
final class RequestPipeline: Sendable {
    let call: Call
    let gateway: Gateway
    let snapshot: GatewaySnapshot
    let journal: RequestJournal
    let allowance: RequestAllowance
    let lifetime: RequestLifetime
    let reply: Reply
    let timeline: RequestTimeline

    init(
        call: Call, gateway: Gateway, snapshot: GatewaySnapshot, journal: RequestJournal, allowance: RequestAllowance,
        lifetime: RequestLifetime, reply: Reply, timeline: RequestTimeline
    ) {
        self.call = call
        self.gateway = gateway
        self.snapshot = snapshot
        self.journal = journal
        self.allowance = allowance
        self.lifetime = lifetime
        self.reply = reply
        self.timeline = timeline
    }

    /// Returns when the whole answer is with the caller.
    func run() async throws(GatewayError) {
        try gateway.seal.check()
        try snapshot.check(call.context.purpose)
        journal.learn { $0.purpose = call.context.purpose?.rawValue }
        // Computing goes on a thread for it and stays there; waiting belongs to the loop of the caller's connection.
        let (ready, turn) = try await gateway.scans.prepare { () async throws(GatewayError) in
            let request = try await parse()  // 1
            try charge(request)
            let findings = try await detect(in: request)  // 2
            let serving = try serving(request)
            let (decision, unmasked) = try await decide(on: findings, in: request, by: serving)  // 3
            let scope = scope(of: request)
            let candidates = try route(decision, among: serving.models, request, in: scope)  // 4
            let ready = ReadyRequest(
                request: request, findings: findings, decision: decision, unmasked: unmasked, models: serving.models,
                scope: scope, candidates: candidates)
            return (ready, try await firstTurn(of: ready))  // 5 to 7
        }
        let answer = try await firstAnswer(of: ready, from: turn)  // 8
        try await give(answer, to: ready)  // 9
    }

    /// Steps 5 and 6: what one upstream gets.
    func sanitize(
        _ ready: ReadyRequest, for target: RoutedUpstream
    ) async throws(GatewayError) -> ReadyRequest.Outgoing {
        let tokenized = try await tokenize(ready, for: target)  // 5
        let outgoing = try await write(tokenized, for: target.upstream)
        return (try await inspect(outgoing), outgoing.translation)  // 6
    }

    /// Step 7: it is paid for and on record. To be called on a thread for computing.
    func commit(
        _ outgoing: ReadyRequest.Outgoing, of ready: ReadyRequest, in attempt: Attempt
    ) async throws(GatewayError) -> OutgoingExchange {
        try await reserve(ready.request, sending: outgoing.request.body.count, to: attempt.target.upstream)
        let recorded = try await record(outgoing.request, of: ready, in: attempt)
        return OutgoingExchange(request: recorded, translation: outgoing.translation)
    }

    /// Step 8 for one upstream: returns when its answer is certain to be one.
    func exchange(
        _ outgoing: OutgoingExchange, of ready: ReadyRequest, in attempt: Attempt
    ) async throws(GatewayError) -> UpstreamAnswer {
        let answer = try await send(outgoing.request, in: ready.scope, of: attempt, outgoing.translation)
        return try await open(answer, to: ready)
    }

    /// 1. Finds every text of the body; a body that is not understood goes no further.
    private func parse() async throws(GatewayError) -> ParsedRequest {
        try await work(.parse) { () throws(GatewayError) in
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
        return try await work(.detect) { () throws(GatewayError) in
            let started = ContinuousClock.now
            defer { gateway.metrics.overhead.requestScan.observe(.now - started) }
            return try snapshot.engine.detect(
                in: request.slots, remembering: gateway.memory(of: call.caller, in: snapshot))
        }
    }

    /// 3. Asks policy; what it refuses ends here, with its counts in the record.
    private func decide(
        on findings: [[Detection]], in request: ParsedRequest, by serving: ServingChoice
    ) async throws(GatewayError) -> (decision: PolicyDecision, unmasked: PolicyDecision?) {
        let started = ContinuousClock.now
        defer { took(.policy, since: started) }
        let hasResidue = request.hasResidue(beside: findings)
        var facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: request.model,
            hasResidue: hasResidue || snapshot.engine.depth != .full, candidates: serving.upstreams.map(\.facts))
        facts.models = serving.models
        let ask = { [facts, self] (policy: PolicyEngine, counts: QuasiIdentifierCounts) in
            facts.asked(
                by: policy, of: request.slots, findings, purpose: call.context.purpose, counts: counts,
                in: { conversation(of: request) })
        }
        let asked = ask(snapshot.policy, gateway.quasiIdentifiers)
        let decision = snapshot.policy.decide(findings, given: asked)
        decideInShadow(decision) { $0.decide(findings, given: ask($0, $1)) }
        journal.learn { $0.learn(decision, findings, bytesIn: call.body.count, engine: snapshot.engine) }
        gateway.metrics.count(decision, findings, in: request.slots, at: snapshot.upstreams)
        if let refusal = decision.refusal {
            try await recordRefusedTransfer(of: decision, in: request)
            throw GatewayError(refusal, hasResidue: hasResidue)
        }
        // Where less is looked for, every request stays, whatever it holds.
        if hasResidue || snapshot.engine.depth == .full { try await recordHeld(decision, in: request) }
        return (decision, snapshot.policy.decideUnmasked(findings, given: asked, after: decision))
    }

    /// 5. Replaces what was found by tokens of this conversation, durable in the vault.
    private func tokenize(
        _ ready: ReadyRequest, for target: RoutedUpstream
    ) async throws(GatewayError) -> TokenizedRequest {
        try await work(.mask) { () async throws(GatewayError) in
            do throws(PseudonymizationError) {
                return try await snapshot.tokenizer.tokenize(
                    ready.request, detections: ready.findings, decision: ready.decision,
                    model: target.sentModel, forbidsStorage: snapshot.policy.storage == .forbid,
                    removals: target.removals(from: ready.request), depth: snapshot.engine.depth,
                    hash: gateway.valueHash(of: ready.scope.tenant), seal: seal(in: ready.scope, for: target.upstream),
                    scope: ready.scope, request: call.id, vault: gateway.vault)
            } catch {
                throw GatewayError(error)
            }
        }
    }

    /// 6. Looks, with other eyes, at the exact bytes that would leave.
    private func inspect(_ outgoing: OutgoingRequest) async throws(GatewayError) -> SanitizedRequest {
        do throws(GatewayError) {
            let sanitized = try await work(.inspect) { () throws(GatewayError) in
                do throws(EgressGuardError) {
                    return try EgressGuard().inspect(
                        outgoing.request, target: outgoing.target, headers: outgoing.headers)
                } catch {
                    throw GatewayError(error)
                }
            }
            gateway.metrics.checks.egressAllowed.add()
            return sanitized
        } catch  where error.code == .egressGuard {
            gateway.metrics.guardHits.add()
            gateway.metrics.checks.egressRejected.add()
            try await journal.guardHit()
            throw error
        }
    }
}
