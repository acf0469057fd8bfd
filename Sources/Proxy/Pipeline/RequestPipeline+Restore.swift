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
            answersInJSON: request.answersInJSON)
        let isStream = answer.response.contentType?.lowercased().hasPrefix("text/event-stream") ?? false
        switch answer.response.status {
        case 200..<300 where isStream: try await stream(answer.response.body, context, decision.answerRule)
        case 200..<300: try await whole(answer.response, context, decision.answerRule)
        case 400..<600: try await failure(answer.response, isLast: decision.allowed.count > 1)
        // Redirects are not followed: they could lead to another country.
        default: throw GatewayError(.upstreamError)
        }
    }

    private func whole(
        _ response: UpstreamResponse, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule
    ) async throws(GatewayError) {
        let body = try await collect(response.body)
        let (restored, produced) = try await work(gateway.metrics.overhead.restore, bytes: body.count) {
            () throws(GatewayError) in
            guard let parsed = try? gateway.provider.parseResponse(body, from: call.endpoint) else {
                throw GatewayError(.upstreamError)
            }
            return (ResponseRestorer(context).restore(parsed), try snapshot.engine.produced(in: parsed.slots))
        }
        try journal.add(restored.counts)
        try judge(produced, rule)
        try await send(response.status, restored.body)
    }

    /// An error of the upstream: its status, and its words if they have the shape of an error. Tokens in them stay
    /// tokens: errors end in logs. Anything else, such as an echo of the request, is replaced by words of ours.
    ///
    /// `isLast` says that other upstreams were there to try and are used up: the caller need not try again
    /// (wire.md §5.2).
    private func failure(_ response: UpstreamResponse, isLast: Bool) async throws(GatewayError) {
        let body = try await collect(response.body)
        var headers: HTTPFields = [:]
        headers[.retryAfter] = response.retryAfter.map(String.init)
        if isLast, response.status >= 500 { headers[.shouldRetry] = "false" }
        let scan = try? JSONScan(body)
        let isError = scan.map { $0.nodes.first?.kind == .object && $0.member("error", of: 0) != nil } ?? false
        try await send(
            response.status, isError ? body : gateway.provider.errorBody(.upstream), headers: headers)
    }

    /// Event by event; the head goes out at once. Where policy may withhold the answer, all of it waits for the end.
    private func stream(
        _ body: UpstreamBody, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule
    ) async throws(GatewayError) {
        var restoration = StreamRestoration(provider: gateway.provider, endpoint: call.endpoint, context: context)
        var produced = ProducedText(engine: snapshot.engine, scans: gateway.scans)
        var withheld = ByteBuffer()
        let next = body.pieces()
        try await attempt { if rule == .pass { try await reply.beginStream() } }
        while restoration.state == .open {
            let piece = try await pull(next)
            let output = piece.map { restoration.consume(Array($0.readableBytesView)) } ?? restoration.finish()
            try journal.add(output.counts)
            try await produced.append(output.received)
            if rule == .block {
                withheld.writeBytes(output.bytes)
            } else if !output.bytes.isEmpty {
                if reply.bytesOut == 0 { observeFirstPiece() }
                try await attempt { try await reply.write(ByteBuffer(bytes: output.bytes)) }
            }
            guard withheld.readableBytes <= Self.answerLimit else { throw GatewayError(.upstreamError) }
            if piece == nil { break }
        }
        try judge(try await produced.finish(), rule)
        try await attempt {
            try await reply.beginStream()
            if withheld.readableBytes > 0 { try await reply.write(withheld) }
            try await reply.endStream()
        }
        if case .failed = restoration.state { throw GatewayError(.upstreamError) }
        await drain(next)
    }

    /// Counts what the model said of its own, and withholds the answer where policy says so.
    private func judge(
        _ produced: [EntityType: Int], _ rule: PolicyDecision.AnswerRule
    ) throws(GatewayError) {
        journal.restoration.produced = produced
        for (type, count) in produced { gateway.metrics.produced.add(Double(count), type.rawValue) }
        if rule == .block, !produced.isEmpty { throw GatewayError(.answerBlocked) }
    }

    private func observeFirstPiece() {
        gateway.metrics.firstToken.observe(.now - call.received, call.endpoint.name, gateway.provider.id)
    }
}

extension ProviderErrorBody {
    /// What stands in for an upstream's error that is not JSON.
    fileprivate static let upstream = ProviderErrorBody(
        message: "The upstream refused the request.", type: "upstream_error",
        code: GatewayError.Code.upstreamError.rawValue)
}
