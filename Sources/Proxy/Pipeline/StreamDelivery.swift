// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry

/// A streamed answer on its way: restored event by event, searched for data of the model's own making, and written.
///
/// Where policy may withhold the answer, nothing is written before all of it was searched.
struct StreamDelivery {
    private let pipeline: RequestPipeline
    private let rule: PolicyDecision.AnswerRule
    private var restoration: StreamRestoration
    private var hasPieces = false
    /// The time of restoring, of all pieces together.
    private var restoring = Duration.zero
    private var produced: ProducedText
    private var withheld = ByteBuffer()
    /// Where the time between two pieces is counted, and when the last one came.
    private let pieceTime: Histogram.Series?
    private var lastPiece = ContinuousClock.now

    init(
        _ pipeline: RequestPipeline, _ context: AnswerContext, _ rule: PolicyDecision.AnswerRule,
        _ translation: AnswerTranslation?
    ) {
        self.pipeline = pipeline
        self.rule = rule
        restoration = StreamRestoration(
            provider: pipeline.provider, endpoint: pipeline.call.endpoint, context: context,
            translating: translation.map { $0.adapter.stream(to: $0.head) }, from: translation?.adapter.dialect)
        pieceTime = pipeline.timeline.attempts.last.map {
            pipeline.gateway.metrics.genAI.timePerOutputChunk.series(of: $0.labels.values)
        }
        produced = ProducedText(
            engine: pipeline.snapshot.engine, scans: pipeline.gateway.scans,
            time: pipeline.gateway.metrics.overhead.answerScan)
    }

    /// Whether more may come: neither the end mark nor a failure was seen.
    var isOpen: Bool { restoration.state == .open }

    /// Sends the head, so that the caller knows at once.
    func begin() async throws(GatewayError) {
        guard rule == .pass else { return }
        try await pipeline.attempt { try await pipeline.reply.beginStream(pipeline.call.endpoint.dialect.framing) }
    }

    /// Takes a piece of the upstream's stream.
    mutating func deliver(_ piece: ByteBuffer) async throws(GatewayError) {
        let now = ContinuousClock.now
        if hasPieces { pieceTime?.observe(now - lastPiece) }
        (hasPieces, lastPiece) = (true, now)
        let output = restoration.consume(Array(piece.readableBytesView))
        restoring += .now - now
        try await pass(output)
        pipeline.gateway.metrics.streams.holdbackSeries.observe(Double(restoration.heldCount))
    }

    /// The upstream's stream has ended, or nothing more is wanted of it.
    mutating func finish() async throws(GatewayError) {
        try await pass(restoration.finish())
        if restoration.state != .failed(.malformed) { pipeline.endMeter() }
        pipeline.gateway.metrics.overhead.observe(.restore, restoring)
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
        pipeline.meter(output)
        try pipeline.count(output.counts)
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
