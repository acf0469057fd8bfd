// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Routing
import Telemetry

/// An upstream's answer with what is needed to restore it.
struct UpstreamAnswer {
    let attempt: Attempt
    let response: UpstreamResponse
    /// The size of what was sent.
    let requestBytes: Int
    let view: RestoreView
    /// Where its tokens are valid.
    let scope: Scope
    /// `nil` where it is in the caller's wire format.
    let translation: AnswerTranslation?
    /// What has been read of it.
    var opening = AnswerOpening.unread
    /// Whether what it cost is counted.
    var isCounted = false

    var upstream: Upstream { attempt.target.upstream }
    /// Its place at the upstream, held while the answer lasts.
    var permit: UpstreamPermit { attempt.permit }
}

/// Steps 7 and 8: the record before the first byte, and the exchange.
extension RequestPipeline {
    /// 7. Makes the decision durable, and only then gives a request that can be sent (P5).
    func record(
        _ sanitized: SanitizedRequest, of ready: ReadyRequest, in attempt: Attempt
    ) async throws(GatewayError) -> RecordedRequest {
        let (target, decision) = (attempt.target, ready.decision)
        var route = route(to: target.upstream, serving: target.model, decision.transfers[target.upstream.id])
        route.reason = target.reason
        route.attempt = attempt.number
        // Where a second run gives nothing, the answer of the first goes out under this grant.
        let restoresNothing = sanitized.view.isEmpty && decision.unmasked.isEmpty
        let grant = AuditEvent.RestoreGrant(
            scope: ready.scope, purpose: "answer", limit: restoresNothing ? 0 : RequestJournal.restoreLimit)
        let started = ContinuousClock.now
        if route.transfer != nil { try await journal.judge(.transferAllowed, route) }
        let receipt = try await journal.decide(route, grant: grant) { known in
            // Until it goes there, the records are of the run before.
            guard !decision.unmasked.isEmpty else { return }
            known.learn(decision, ready.findings, bytesIn: call.body.count, engine: snapshot.engine)
        }
        took(.record, since: started)
        guard let recorded = RecordedRequest(sanitized, receipt: receipt) else {
            throw GatewayError(.internalError)
        }
        return recorded
    }

    /// 8. Sends, and returns at the first byte of the answer; from then on its idle and total time are limited.
    func send(
        _ request: RecordedRequest, in scope: Scope, of attempt: Attempt, _ translation: AnswerTranslation?
    ) async throws(GatewayError) -> UpstreamAnswer {
        let upstream = attempt.target.upstream
        // The clock of an answer before this one is not that of this exchange, whose first byte has its own.
        lifetime.unlimit()
        timeline.begin(
            with: upstream.id, UpstreamLabels(call.endpoint, model: attempt.target.model, at: upstream))
        let started = ContinuousClock.now
        let response: UpstreamResponse
        // From here on it may be at work, whatever becomes of the exchange.
        allowance.note(.input)
        do throws(UpstreamError) {
            response = try await upstream.client.send(request)
        } catch {
            if error.isBeforeSending { allowance.note(.none) }
            timeline.failed(error.code.rawValue)
            // Whoever kept a request waiting in vain is slow, whatever it would have said.
            if error.code == .timeout { attempt.permit.observe(.now - started) }
            throw GatewayError(error, isBeforeAnswer: true)
        }
        if (400..<500).contains(response.status) { allowance.note(.none) }
        timeline.answered(response.status < 400 ? "" : String(response.status))
        if response.status < 400 { attempt.permit.observe(.now - started) }
        lifetime.limit(idle: upstream.timeouts.idle, total: upstream.timeouts.total)
        return UpstreamAnswer(
            attempt: attempt, response: response, requestBytes: request.request.body.count,
            view: request.request.view, scope: scope, translation: translation)
    }
}
