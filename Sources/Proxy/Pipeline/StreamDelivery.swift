// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Policy
import PrivacyCore
import Providers
import Pseudonymization

/// A streamed answer on its way: restored event by event, searched for data of the model's own making, and written.
///
/// Where policy may withhold the answer, nothing is written before all of it was searched.
struct StreamDelivery {
    private let pipeline: RequestPipeline
    private let rule: PolicyDecision.AnswerRule
    private var restoration: StreamRestoration
    private var produced: ProducedText
    private var withheld = ByteBuffer()

    init(
        _ pipeline: RequestPipeline, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule,
        _ translation: AnswerTranslation?
    ) {
        self.pipeline = pipeline
        self.rule = rule
        restoration = StreamRestoration(
            provider: pipeline.provider, endpoint: pipeline.call.endpoint, context: context,
            translating: translation.map { $0.adapter.stream(to: $0.head) }, from: translation?.adapter.dialect,
            limit: pipeline.allowance.streamLimit)
        produced = ProducedText(engine: pipeline.snapshot.engine, scans: pipeline.gateway.scans)
    }

    /// Whether more may come: neither the end mark nor a failure was seen.
    var isOpen: Bool { restoration.state == .open }

    /// Whether the answer was ended at its limit: what else the upstream sends is not waited for.
    var isLimited: Bool { restoration.state == .limited }

    /// Sends the head, so that the caller knows at once.
    func begin() async throws(GatewayError) {
        guard rule == .pass else { return }
        try await pipeline.attempt { try await pipeline.reply.beginStream(pipeline.call.endpoint.dialect.framing) }
    }

    /// Takes a piece of the upstream's stream.
    mutating func deliver(_ piece: ByteBuffer) async throws(GatewayError) {
        try await pass(restoration.consume(Array(piece.readableBytesView)))
    }

    /// The upstream's stream has ended, or nothing more is wanted of it.
    mutating func finish() async throws(GatewayError) {
        try await pass(restoration.finish())
        switch restoration.state {
        case .open, .done: pipeline.endMeter()
        case .limited: pipeline.noteLimit()
        case .failed: break
        }
        // The body ends right after the end mark; what is only counted is counted after that.
        if rule == .pass { try await pipeline.endStream() }
        let found = try await pipeline.answerFindings(rule) { () async throws(GatewayError) in
            try await produced.finish()
        }
        try pipeline.judge(found, rule)
        if rule == .block { try await release() }
        if case .failed = restoration.state { throw GatewayError(.upstreamError) }
    }

    private mutating func pass(_ output: StreamRestoration.Output) async throws(GatewayError) {
        try pipeline.journal.add(output.counts)
        pipeline.meter(output)
        if rule == .block {
            withheld.writeBytes(output.bytes)
            guard withheld.readableBytes <= RequestPipeline.answerLimit else { throw GatewayError(.upstreamError) }
        } else if !output.bytes.isEmpty {
            if pipeline.reply.bytesOut == 0 { pipeline.observeFirstPiece() }
            let piece = pipeline.filled(output.bytes)
            try await pipeline.attempt { try await pipeline.reply.write(ByteBuffer(bytes: piece)) }
        }
        _ = try await pipeline.answerFindings(rule) { () async throws(GatewayError) in
            try await produced.append(output.received)
            return [:]
        }
    }

    private func release() async throws(GatewayError) {
        try await pipeline.attempt {
            try await pipeline.reply.beginStream(pipeline.call.endpoint.dialect.framing)
            if withheld.readableBytes > 0 { try await pipeline.reply.write(withheld) }
        }
        try await pipeline.endStream()
    }
}
