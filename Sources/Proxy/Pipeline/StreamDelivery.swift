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
/// Nothing is written before the first content, so that another upstream can answer where this one says 200 and nothing
/// more. Where policy may withhold the answer, nothing is written before all of it was searched.
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
    /// What came before the first content.
    private var held: [StreamRestoration.Output] = []
    private var heldBytes = 0
    private let beganAt = ContinuousClock.now
    /// Whether the model has said anything.
    private var hasContent = false
    /// What is judged of it, where policy asks whether masking spoilt it.
    var watch: StreamWatch?

    /// What is held at most: events before the first content are few and small.
    private static let holdBytes = 16 * 1_024
    /// How long, at most: who sends signs of life for longer than this is at work, and the caller may see them.
    private static let holdTime = Duration.seconds(5)

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
        pieceTime = pipeline.timeline.attempts.last.map {
            pipeline.gateway.metrics.genAI.timePerOutputChunk.series(of: $0.labels.values)
        }
        produced = ProducedText(
            engine: pipeline.snapshot.engine, substitutes: context.view.substitutes, scans: pipeline.gateway.scans,
            time: pipeline.gateway.metrics.overhead.answerScan)
    }

    /// Whether more may come: neither the end mark nor a failure was seen.
    var isOpen: Bool { restoration.state == .open }

    /// Whether the answer was ended at its limit: what else the upstream sends is not waited for.
    var isLimited: Bool { restoration.state == .limited }

    /// Whether it is not certain yet that this is an answer.
    var isHeld: Bool {
        isOpen && !hasContent && heldBytes <= Self.holdBytes && .now - beganAt < Self.holdTime
    }

    /// Whether the stream told of a failure, or could not be read, before it said anything.
    var isBroken: Bool {
        guard case .failed = restoration.state else { return false }
        return !hasContent
    }

    /// Takes a piece while it is not certain that this is an answer.
    mutating func hold(_ piece: ByteBuffer) { keep(restored(piece)) }

    /// The upstream's stream has ended before that was certain.
    mutating func holdEnd() { keep(restoration.finish()) }

    private mutating func keep(_ output: StreamRestoration.Output) {
        held.append(output)
        heldBytes += output.bytes.count
        if output.received.contains(where: { !$0.text.isEmpty }) { hasContent = true }
    }

    /// Sends the head and what was held.
    mutating func begin() async throws(GatewayError) {
        if rule == .pass {
            try await pipeline.attempt { try await pipeline.reply.beginStream(pipeline.call.endpoint.dialect.framing) }
        }
        defer { held = [] }
        for output in held { try await pass(output) }
        if rule == .pass, pipeline.reply.bytesOut == 0 {
            try await pipeline.attempt { try await pipeline.reply.flush() }
        }
    }

    /// Takes a piece of the upstream's stream.
    mutating func deliver(_ piece: ByteBuffer) async throws(GatewayError) {
        try await pass(restored(piece))
    }

    private mutating func restored(_ piece: ByteBuffer) -> StreamRestoration.Output {
        let now = ContinuousClock.now
        if hasPieces { pieceTime?.observe(now - lastPiece) }
        (hasPieces, lastPiece) = (true, now)
        defer {
            restoring += .now - now
            pipeline.gateway.metrics.streams.holdbackSeries.observe(Double(restoration.heldCount))
        }
        return restoration.consume(Array(piece.readableBytesView))
    }

    /// The upstream's stream has ended, or nothing more is wanted of it.
    mutating func finish() async throws(GatewayError) {
        try await pass(restoration.finish())
        switch restoration.state {
        case .open, .done: pipeline.endMeter()
        case .limited: pipeline.noteLimit()
        case .failed: break
        }
        pipeline.gateway.metrics.overhead.observe(.restore, restoring)
        // The body ends right after the end mark; what is only counted is counted after that.
        if rule == .pass { try await pipeline.endStream() }
        let found = try await pipeline.answerFindings(rule) { () async throws(GatewayError) in
            try await produced.finish()
        }
        try pipeline.judge(found, rule)
        if rule == .block { try await release() }
        if case .failed = restoration.state { throw GatewayError(.upstreamError) }
        await noteTrigger()
    }

    /// Counts what the stream showed of masking. Asking that takes the whole request, which may be large.
    private func noteTrigger() async {
        guard let watch else { return }
        let trigger = try? await pipeline.gateway.scans.finish(bytes: pipeline.call.body.count) {
            () throws(GatewayError) in watch.trigger
        }
        if let trigger { pipeline.note(trigger, .stream) }
    }

    private mutating func pass(_ output: StreamRestoration.Output) async throws(GatewayError) {
        watch?.take(output.received)
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
