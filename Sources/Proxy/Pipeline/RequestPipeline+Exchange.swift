// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry

/// An upstream's answer with what is needed to restore it.
struct UpstreamAnswer: Sendable {
    let upstream: Upstream
    let response: UpstreamResponse
    /// The size of what was sent.
    let requestBytes: Int
    let view: RestoreView
    /// Where its tokens are valid.
    let scope: Scope
    /// `nil` where it is in the caller's wire format.
    let translation: AnswerTranslation?
}

/// Steps 7 and 8: the record before the first byte, the exchange, and the way to the next candidate.
extension RequestPipeline {
    /// Tries the candidates in order until one answers. The next one gets its turn when there was no connection, no
    /// first byte in time, or an error of the server's own (5xx); never after a first byte went to the caller. It gets
    /// its turn, too, when an upstream's API has no place for a part of the request, and nothing was sent to that one.
    func firstAnswer(
        of candidates: [Upstream], _ attempt: (Upstream) async throws(GatewayError) -> UpstreamAnswer
    ) async throws(GatewayError) -> UpstreamAnswer {
        var failures: [GatewayError] = []
        for (upstream, next) in zip(candidates, candidates.dropFirst().map(Optional.some) + [nil]) {
            do throws(GatewayError) {
                let answer = try await attempt(upstream)
                guard let next, answer.response.status >= 500 else { return answer }
                failures.append(GatewayError(.upstreamUnavailable))
                gateway.metrics.fallbacks.add(1, upstream.id.rawValue, next.id.rawValue, "status")
            } catch  where error.isOfThisUpstream {
                failures.append(error)
                guard let next else { break }
                gateway.metrics.fallbacks.add(1, upstream.id.rawValue, next.id.rawValue, error.code.rawValue)
            }
        }
        // One error for all: the first, where there is one only or nothing could be sent to any.
        guard let first = failures.first, failures.allSatisfy({ $0 == first }) else {
            throw GatewayError(.upstreamUnavailable)
        }
        throw candidates.count == 1 || first.code == .unsupportedParameter ? first : GatewayError(.upstreamUnavailable)
    }

    /// 7. Makes the decision durable, and only then gives a request that can be sent (P5).
    func record(
        _ sanitized: SanitizedRequest, _ request: ParsedRequest, in scope: Scope, to upstream: Upstream
    ) async throws(GatewayError) -> RecordedRequest {
        let route = AuditEvent.Route(
            upstream: upstream.id, country: upstream.country,
            isCrossBorder: !snapshot.policy.isInCountry(upstream.country),
            model: upstream.pattern(for: request.model)?.text,
            provider: (upstream.adapter(for: call.endpoint)?.dialect ?? call.endpoint.dialect).rawValue)
        let grant = AuditEvent.RestoreGrant(
            scope: scope, purpose: "answer",
            limit: sanitized.view.isEmpty ? 0 : RequestJournal.restoreLimit)
        let started = ContinuousClock.now
        let receipt = try await journal.decide(route, grant: grant)
        took(.record, since: started)
        guard let recorded = RecordedRequest(sanitized, receipt: receipt) else {
            throw GatewayError(.internalError)
        }
        return recorded
    }

    /// 8. Sends, and returns at the first byte of the answer; from then on its idle and total time are limited.
    func send(
        _ request: RecordedRequest, of model: String?, in scope: Scope, to upstream: Upstream,
        _ translation: AnswerTranslation?
    ) async throws(GatewayError) -> UpstreamAnswer {
        timeline.begin(
            with: upstream.id, UpstreamLabels(call.endpoint, model: model, at: upstream))
        let response: UpstreamResponse
        do throws(UpstreamError) {
            response = try await upstream.client.send(request)
        } catch {
            timeline.failed(error.code.rawValue)
            throw GatewayError(error, isBeforeAnswer: true)
        }
        timeline.answered(response.status < 400 ? "" : String(response.status))
        lifetime.limit(idle: upstream.timeouts.idle, total: upstream.timeouts.total)
        return UpstreamAnswer(
            upstream: upstream, response: response, requestBytes: request.request.body.count,
            view: request.request.view, scope: scope, translation: translation)
    }
}

extension GatewayError {
    /// Whether another upstream may do better.
    fileprivate var isOfThisUpstream: Bool {
        [.upstreamUnavailable, .upstreamTimeout, .upstreamError, .unsupportedParameter].contains(code)
    }
}
