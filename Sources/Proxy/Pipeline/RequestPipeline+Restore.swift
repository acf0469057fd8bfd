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

/// Step 9: the upstream's answer goes back with its values, whole or event by event.
extension RequestPipeline {
    func restore(
        _ answer: UpstreamAnswer, to request: ParsedRequest, _ decision: PolicyDecision
    ) async throws(GatewayError) {
        let context = AnswerContext(
            view: answer.view, rules: snapshot.restoreRules, declaredTools: request.declaredTools,
            answersInJSON: request.answersInJSON, seal: seal(in: answer.scope, for: answer.upstream))
        // Vendors differ in what they call a stream: where it is translated, the request says whether it is one.
        let isStream =
            answer.translation?.isStreaming ?? answer.response.contentType?.lowercased().hasPrefix(
                call.endpoint.dialect.framing.mediaType) ?? false
        switch answer.response.status {
        case 200..<300 where !answer.response.isPlain: throw GatewayError(.upstreamError)
        case 200..<300 where isStream: try await stream(answer, context, decision.answerRule)
        case 200..<300: try await whole(answer, context, decision.answerRule)
        case 400..<600: try await failure(answer, isLast: decision.allowed.count > 1)
        // Redirects are not followed: they could lead to another country.
        default: throw GatewayError(.upstreamError)
        }
    }

    private func whole(
        _ answer: UpstreamAnswer, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule
    ) async throws(GatewayError) {
        let body = try await collect(answer.response.body)
        let restored = try await gateway.scans.finish(bytes: body.count) { () throws(GatewayError) in
            try self.restored(body, of: answer, context)
        }
        // Where nothing may be withheld, the caller need not wait for what is only counted.
        if rule == .pass { try await send(restored.status, restored.body) }
        let produced = try await answerFindings(rule) { () async throws(GatewayError) in
            try await gateway.scans.run(bytes: body.count) { () throws(GatewayError) in
                try snapshot.engine.produced(in: restored.texts)
            }
        }
        try judge(produced, rule)
        if rule == .block { try await send(restored.status, restored.body) }
    }

    private func restored(
        _ body: [UInt8], of answer: UpstreamAnswer, _ context: AnswerContext
    ) throws(GatewayError) -> (status: Int, texts: [TextSlot], body: [UInt8]) {
        let started = ContinuousClock.now
        defer { gateway.metrics.overhead.restore.observe(.now - started) }
        guard let said = try? answer.translation?.whole(body) ?? body,
            let parsed = try? provider.parseResponse(said, from: call.endpoint)
        else { throw GatewayError(.upstreamError) }
        // An error that calls itself a success: libraries would take it for an answer without text. Its tokens stay.
        guard !parsed.isError else { return (502, [], body) }
        meter(parsed, of: answer)
        let restored = ResponseRestorer(context).restore(parsed)
        try journal.add(restored.counts)
        return (answer.response.status, parsed.slots, filledWhole(restored.body))
    }

    /// An error of the upstream: its status, and its words if they have the shape of an error. Tokens in them stay
    /// tokens: errors end in logs. Anything else, such as an echo of the request, is replaced by words of ours.
    ///
    /// `isLast` says that other upstreams were there to try and are used up: the caller need not try again
    /// (wire.md §5.2).
    private func failure(_ answer: UpstreamAnswer, isLast: Bool) async throws(GatewayError) {
        let response = answer.response
        let body = try await collect(response.body)
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
    private func stream(
        _ answer: UpstreamAnswer, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule
    ) async throws(GatewayError) {
        beginMeter(of: answer)
        var delivery = StreamDelivery(self, context, rule, answer.translation)
        try await delivery.begin()
        let next = answer.response.body.pieces()
        while delivery.isOpen, let piece = try await pull(next) { try await delivery.deliver(piece) }
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
            return [:]
        }
    }

    /// Counts what the model said of its own, and withholds the answer where policy says so.
    func judge(_ produced: [EntityType: Int], _ rule: PolicyDecision.AnswerRule) throws(GatewayError) {
        journal.restoration.produced = produced
        for (type, count) in produced { gateway.metrics.produced.add(Double(count), type.rawValue) }
        if rule == .block, !produced.isEmpty { throw GatewayError(.answerBlocked) }
    }

    func observeFirstPiece() {
        gateway.metrics.firstToken.observe(.now - call.received, call.endpoint.name, call.endpoint.dialect.rawValue)
    }
}
