// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import HTTPTypes
import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Routing
import Telemetry

/// Step 9 where policy has a fallback: an answer that shows that masking spoilt its task may be asked for once more, with
/// values in clear, of a model in the country. The second run is the line from step 4 on, with a decision, records and a
/// reservation of its own; whatever becomes of it, the caller has the first answer at least.
///
/// Control: ZV-EGR-01
extension RequestPipeline {
    /// Gives an answer to the caller, or one that was made unmasked in its place.
    func give(_ answer: UpstreamAnswer, to ready: ReadyRequest) async throws(GatewayError) {
        guard let (trigger, parsed) = await shown(by: answer, to: ready) else {
            return try await restore(answer, to: ready)
        }
        switch secondRun(of: ready, after: answer) {
        case .failure(let none):
            note(trigger, none.outcome)
            try await restore(answer, to: ready)
        case .success(let second):
            var first = answer
            if call.endpoint.isMetered {
                meter(parsed, requestBytes: answer.requestBytes)
                first.isCounted = true
            }
            try await runAgain(second, because: trigger, orGive: first, to: ready)
        }
    }

    /// What judges the answers to a request; `nil` where nothing would come of it.
    func judge(of ready: ReadyRequest, _ context: AnswerContext) -> AnswerJudge? {
        guard let fallback = snapshot.policy.unmaskedFallback, let unmasked = ready.unmasked else { return nil }
        return AnswerJudge(
            context, to: ready.request, unless: unmasked, fallback.triggers, catalog: snapshot.policy.catalog,
            phrases: snapshot.answers)
    }

    /// Counts what an answer showed where nothing is asked again, and says it in the last record.
    func note(_ trigger: UnmaskedTrigger, _ outcome: UnmaskedOutcome) {
        gateway.metrics.unmasking.fallbacks.add(1, trigger.rawValue, outcome.rawValue)
        journal.learn { $0.reason = $0.reason ?? trigger.reason }
    }

    /// What a whole answer shows; `nil` for nothing, for what is no answer, and where there is no time to judge it: that
    /// must not cost the caller the answer.
    private func shown(by answer: UpstreamAnswer, to ready: ReadyRequest) async -> (UnmaskedTrigger, ParsedResponse)? {
        guard case .whole(let body) = answer.opening,
            let judge = judge(of: ready, context(of: answer, to: ready))
        else { return nil }
        return try? await gateway.scans.finish(bytes: body.count) {
            () throws(GatewayError) -> (UnmaskedTrigger, ParsedResponse)? in
            // What cannot be read, restoring says.
            guard let parsed = try? parsed(body, answer.translation), !parsed.isError,
                let trigger = judge.trigger(of: parsed)
            else { return nil }
            return (trigger, parsed)
        }
    }

    private struct NoSecondRun: Error { let outcome: UnmaskedOutcome }

    /// The request as it goes out the second time: listed upstreams in the country alone, in the order of the strategy.
    private func secondRun(of ready: ReadyRequest, after answer: UpstreamAnswer) -> Result<ReadyRequest, NoSecondRun> {
        // What a tool is handed leaves the gateway's sight, and the provider's own tools may be anywhere.
        guard let decision = ready.unmasked, decision.refusal == nil, !ready.request.hasTools,
            let routed = try? route(decision, among: ready.models, ready.request, in: ready.scope), !routed.isEmpty
        else { return .failure(NoSecondRun(outcome: .noRoute)) }
        guard ready.allowsFallbacks, answer.attempt.number <= snapshot.routing.retries.perRequest,
            gateway.board.takeRetry()
        else { return .failure(NoSecondRun(outcome: .noRetry)) }
        let candidates = routed.map { target in
            var target = target
            target.reason = .unmasked
            return target
        }
        return .success(
            ReadyRequest(
                request: ready.request, findings: ready.findings, decision: decision, unmasked: nil,
                models: ready.models, scope: ready.scope, candidates: candidates,
                spoken: ready.spoken(under: decision)))
    }

    /// Steps 5 to 9 once more. What fails on the way costs the second run alone, until some of its answer has gone out.
    private func runAgain(
        _ second: ReadyRequest, because trigger: UnmaskedTrigger, orGive first: UpstreamAnswer, to ready: ReadyRequest
    ) async throws(GatewayError) {
        let mark = journal.run
        timeline.received()
        // Its answer is here: it holds no place at its upstream and has no clock.
        first.permit.release()
        lifetime.unlimit()
        do throws(GatewayError) {
            try await beginUnmasked(because: trigger)
            let turn = try await gateway.scans.prepare { () async throws(GatewayError) in
                try await firstTurn(of: second, after: first.attempt.number)
            }
            let answer = try await firstAnswer(of: second, from: turn)
            defer { answer.permit.release() }
            guard try await isAnswer(answer, to: second) else { throw GatewayError(.upstreamError) }
            lifetime.limit(answer.upstream)
            reply.annotate(.unmasked, trigger.rawValue)
            try await restore(answer, to: second)
            gateway.metrics.unmasking.fallbacks.add(1, trigger.rawValue, UnmaskedOutcome.answered.rawValue)
        } catch {
            reply.annotate(.unmasked, nil)
            // Who is gone, or has some of an answer already, gets no other one.
            guard lifetime.end == nil, !reply.hasBegun, error.code != .callerGone else { throw error }
            gateway.metrics.unmasking.fallbacks.add(1, trigger.rawValue, UnmaskedOutcome.failed.rawValue)
            journal.goBack(to: mark, because: .unmaskedFailed)
            let abroad = isAbroad(first.upstream, ready.decision.transfers[first.upstream.id])
            reply.annotate(routeOf: first.attempt, isInCountry: !abroad)
            lifetime.limit(first.upstream)
            try await restore(first, to: ready)
        }
    }

    /// Whether it is whole, no error that calls itself a success, and leads nowhere new. One that cannot be read, restoring
    /// says and counts.
    private func isAnswer(_ answer: UpstreamAnswer, to second: ReadyRequest) async throws(GatewayError) -> Bool {
        guard case .whole(let body) = answer.opening else { return false }
        return try await gateway.scans.finish(bytes: body.count) { () throws(GatewayError) -> Bool in
            guard let parsed = try? parsed(body, answer.translation) else { return true }
            guard !parsed.isError else { return false }
            let links = LinkScan(second.request, rules: snapshot.restoreRules)
            if parsed.slots.allSatisfy(links.admits) { return true }
            // It is paid for all the same.
            if call.endpoint.isMetered { meter(parsed, requestBytes: answer.requestBytes) }
            return false
        }
    }

    /// Closes the first run: its reason and cost are on record, and paid for, before the second is reserved for.
    private func beginUnmasked(because trigger: UnmaskedTrigger) async throws(GatewayError) {
        let cost = journal.cost
        try await journal.beginUnmasked(because: trigger.reason)
        if let cost {
            if !cost.usage.isEstimated {
                timeline.cost(TokenCount(input: cost.usage.input, output: cost.usage.output))
            }
            await gateway.settleRun(allowance, cost)
        }
    }
}

extension ParsedRequest {
    /// Whether it says anything of tools, its own or the provider's.
    fileprivate var hasTools: Bool {
        guard declaredTools.isEmpty, let scan = try? JSONScan(body) else { return true }
        return ["tools", "functions", "mcp_servers", "plugins", "web_search_options"].contains {
            scan.member($0, of: 0) != nil
        }
    }
}

extension ReadyRequest {
    /// The values that a second run leaves in clear.
    fileprivate func spoken(under decision: PolicyDecision) -> Set<[UInt8]> {
        var values: Set<[UInt8]> = []
        for (slot, (detections, actions)) in zip(request.slots, zip(findings, decision.actions)) {
            for (detection, action) in zip(detections, actions)
            where action == .pass && decision.unmasked[detection.type] != nil {
                values.insert(Array(slot.text.utf8[detection.span.range]))
            }
        }
        return values
    }
}

extension RequestLifetime {
    /// The time in which an answer that is here has to reach the caller.
    fileprivate func limit(_ upstream: Upstream) {
        limit(idle: upstream.timeouts.idle, total: upstream.timeouts.total)
    }
}

extension UnmaskedTrigger {
    /// What stands in records.
    fileprivate var reason: AuditEvent.Reason {
        switch self {
        case .tokensLost: .tokensLost
        case .refusal: .maskedRefusal
        }
    }
}
