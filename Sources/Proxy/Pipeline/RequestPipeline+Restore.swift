// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import HTTPTypes
import JSONText
import NIOCore
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Routing
import Telemetry

/// Step 9: the upstream's answer goes back with its values, whole or event by event.
extension RequestPipeline {
    func restore(_ answer: UpstreamAnswer, to ready: ReadyRequest) async throws(GatewayError) {
        defer { answer.permit.release() }
        do throws(GatewayError) {
            switch (answer.opening, answer.response.status) {
            case (.stream(let delivery, let next), _):
                beginMeter(requestBytes: answer.requestBytes)
                timeline.streams()
                try await stream(delivery, next)
            case (.whole(let body), let status): try await whole(body, status, answer, to: ready)
            case (.unread, 400..<600): try await failure(answer, isLast: ready.decision.allowed.count > 1)
            // What is compressed cannot be read. Redirects are not followed: they could lead to another country.
            case (.unread, _): throw GatewayError(.upstreamError)
            }
        } catch {
            if error.isOfThisUpstream { answer.permit.report(success: false) }
            throw error
        }
    }

    /// What is needed to restore an answer.
    func context(of answer: UpstreamAnswer, to ready: ReadyRequest) -> AnswerContext {
        // A seal would let the values of an unmasked run out again with a later, masked request.
        let seal = ready.decision.unmasked.isEmpty ? seal(in: answer.scope, for: answer.upstream) : nil
        return AnswerContext(
            view: answer.view, rules: snapshot.restoreRules, declaredTools: ready.request.declaredTools,
            answersInJSON: ready.request.answersInJSON, seal: seal)
    }

    private func whole(
        _ body: [UInt8], _ status: Int, _ answer: UpstreamAnswer, to ready: ReadyRequest
    ) async throws(GatewayError) {
        let (context, rule) = (context(of: answer, to: ready), ready.decision.answerRule)
        let (translation, requestBytes) = (answer.translation, answer.requestBytes)
        let ours = context.view.substitutes.union(ready.spoken)
        timeline.received()
        let restored = try await gateway.scans.finish(bytes: body.count) { () throws(GatewayError) in
            let parsed: ParsedResponse
            do throws(GatewayError) {
                parsed = try self.parsed(body, translation)
            } catch {
                meterUnread(body, requestBytes: requestBytes)
                throw error
            }
            if !parsed.isError, !answer.isCounted { meter(parsed, requestBytes: requestBytes) }
            return try self.restored(parsed, status, context)
        }
        // Where nothing may be withheld, the caller need not wait for what is only counted.
        if rule == .pass { try await send(restored.status, restored.body) }
        let produced = try await answerFindings(rule) { () async throws(GatewayError) in
            // Nobody is woken to look for nothing.
            guard !snapshot.engine.findsNothing else { return [:] }
            return try await gateway.scans.run(bytes: body.count) { () throws(GatewayError) in
                let started = ContinuousClock.now
                defer { gateway.metrics.overhead.answerScan.observe(.now - started) }
                return try snapshot.engine.produced(in: restored.texts, besides: ours)
            }
        }
        try judge(produced, rule)
        if rule == .block { try await send(restored.status, restored.body) }
    }

    func parsed(_ body: [UInt8], _ translation: AnswerTranslation?) throws(GatewayError) -> ParsedResponse {
        guard let said = try? translation?.whole(body) ?? body,
            let parsed = try? provider.parseResponse(said, from: call.endpoint)
        else { throw GatewayError(.upstreamError) }
        return parsed
    }

    private func restored(
        _ parsed: ParsedResponse, _ status: Int, _ context: AnswerContext
    ) throws(GatewayError) -> (status: Int, texts: [TextSlot], body: [UInt8]) {
        let started = ContinuousClock.now
        defer { took(.restore, since: started) }
        // An error that calls itself a success: libraries would take it for an answer without text. Its tokens stay.
        guard !parsed.isError else { return (502, [], parsed.body) }
        let restored = ResponseRestorer(context).restore(parsed)
        try count(restored.counts)
        return (status, parsed.slots, filledWhole(restored.body))
    }

    /// An error of the upstream: its status, and its words if they have the shape of an error. Tokens in them stay
    /// tokens: errors end in logs. Anything else, such as an echo of the request, is replaced by words of ours.
    ///
    /// `isLast` says that other upstreams were there to try and are used up: the caller need not try again
    /// (wire.md §5.2).
    private func failure(_ answer: UpstreamAnswer, isLast: Bool) async throws(GatewayError) {
        let response = answer.response
        guard let body = try await collect(response.body) else { throw GatewayError(.upstreamError) }
        timeline.received()
        var headers: HTTPFields = [:]
        headers[.retryAfter] = response.retryAfter.map(String.init)
        if isLast, response.status >= 500 { headers[.shouldRetry] = "false" }
        guard answer.translation == nil else {
            let status = UpstreamComplaint.status(response.status)
            let error = ProviderErrorBody.upstream(status, UpstreamComplaint.words(in: body))
            return try await send(status, provider.errorBody(error), headers: headers)
        }
        let scan = try? JSONScan(body)
        let isError = scan?.member("error", of: 0) != nil
        try await send(
            response.status, isError ? body : provider.errorBody(.upstream(response.status)), headers: headers)
    }

    /// Event by event.
    private func stream(_ delivery: StreamDelivery, _ next: UpstreamBody.Next) async throws(GatewayError) {
        var delivery = delivery
        try await delivery.begin()
        while delivery.isOpen, let piece = try await pull(next) { try await delivery.deliver(piece) }
        timeline.received()
        try await delivery.finish()
        if !delivery.isLimited { await drain(next) }
    }

    /// Searches what the model said. Where it is only counted, a search that fails is counted too and stops nothing.
    func answerFindings(
        _ rule: PolicyDecision.AnswerRule, _ search: () async throws(GatewayError) -> [EntityType: Int]
    ) async throws(GatewayError) -> [EntityType: Int] {
        do throws(GatewayError) {
            return try await search()
        } catch {
            guard rule == .pass else { throw error }
            gateway.metrics.answerScanFailures.add()
            gateway.metrics.checks.answerFailedOpen.add()
            return [:]
        }
    }

    /// Counts what the model said of its own, and withholds the answer where policy says so.
    func judge(_ produced: [EntityType: Int], _ rule: PolicyDecision.AnswerRule) throws(GatewayError) {
        journal.restoration.produced = produced
        for (type, count) in produced { gateway.metrics.produced.add(Double(count), type.rawValue) }
        switch rule {
        case .pass: gateway.metrics.checks.answerCounted.add()
        case .block where produced.isEmpty: gateway.metrics.checks.answerAllowed.add()
        case .block:
            gateway.metrics.checks.answerRejected.add()
            throw GatewayError(.answerBlocked)
        }
    }

    /// Counts what the restorer did, against the grant and for operators.
    func count(_ counts: RestorationCounts) throws(GatewayError) {
        try journal.add(counts)
        if counts.truncated > 0 { gateway.metrics.restored.add(Double(counts.truncated), "truncated") }
    }

    /// The first piece of a stream goes to the caller.
    func observeFirstPiece() {
        let total = .now - call.received
        timeline.reachedCaller()
        guard let attempt = timeline.attempts.last else { return }
        gateway.metrics.genAI.timeToFirstToken.observe(total, labels: attempt.labels.values)
        // What earlier upstreams took counts as ours: the caller waited for our trying them.
        gateway.metrics.streams.addedTimeSeries.observe(total - attempt.waited)
    }
}
