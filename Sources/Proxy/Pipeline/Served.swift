// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Logging
import PrivacyCore
import Providers
import Telemetry

/// A request that has its answer, for metrics, traces and access log: configured names, constants of code and counts
/// (P6).
struct Served: Sendable {
    let request: RequestID
    /// The operation's name, constant.
    let endpoint: String
    /// A method that HTTP has, and a path of a table; of others what stands for them.
    let method, route: String
    /// What metrics say of a request that no upstream got; `nil` for an operation without a model.
    let labels: UpstreamLabels?
    /// `nil` for one that was not admitted.
    let caller: Caller?
    let received: ContinuousClock.Instant
    let bytesIn: Int
    let error: GatewayError?
    let timeline: RequestTimeline

    /// The error's code; empty for none.
    var code: String { error?.code.rawValue ?? "" }
}

extension Served {
    /// One of the pipeline.
    init(_ call: Call, error: GatewayError?, timeline: RequestTimeline) {
        self.init(
            request: call.id, endpoint: call.endpoint.name, method: call.endpoint.method, route: call.endpoint.route,
            labels: UpstreamLabels(call.endpoint), caller: call.caller, received: call.received,
            bytesIn: call.body.count, error: error, timeline: timeline)
    }

    /// A direct one.
    init(_ call: DirectCall, error: GatewayError?, timeline: RequestTimeline) {
        self.init(
            request: call.id, endpoint: call.operation.rawValue, method: "POST", route: call.operation.path,
            labels: nil,
            caller: call.caller, received: call.received, bytesIn: call.body.count, error: error, timeline: timeline)
    }
}

extension Gateway {
    /// Counts an answer, writes its line of the access log, and hands on its spans.
    func observe(_ served: Served, reply: Reply) {
        let ended = ContinuousClock.now
        served.timeline.end(served.code, at: ended)
        let attempts = served.timeline.attempts
        if let labels = attempts.last?.labels ?? served.labels {
            metrics.genAI.requestDuration.observe(ended - served.received, labels: labels.values + [served.code])
        } else if served.caller != nil {
            metrics.direct.observe(ended - served.received, served.endpoint, served.code)
        }
        for attempt in attempts { metrics.genAI.observe(attempt, until: ended) }
        // Of two runs both have cost something.
        for attempt in attempts {
            metrics.genAI.observeTokens(of: attempt, since: served.timeline.firstPiece, until: ended)
        }
        // Last, as it is first on the page: a page that tells of this request tells all of it.
        metrics.requests.add(1, served.endpoint, String(reply.status))
        if served.timeline.isSampled {
            spans.offer(
                served.timeline.spans(of: served, status: reply.status, bytesOut: reply.bytesOut, until: ended))
        }
        log(served, attempts, reply, ended)
    }

    private func log(
        _ served: Served, _ attempts: [RequestTimeline.Attempt], _ reply: Reply, _ ended: ContinuousClock.Instant
    ) {
        guard logger.logLevel <= .info else { return }
        var metadata: Logger.Metadata = [
            "request.id": "\(served.request)", "endpoint": "\(served.endpoint)",
            "status": .stringConvertible(reply.status), "bytes.in": .stringConvertible(served.bytesIn),
            "bytes.out": .stringConvertible(reply.bytesOut),
            "duration.ms": .stringConvertible((ended - served.received).milliseconds),
        ]
        if let caller = served.caller { metadata["caller"] = "\(caller.id)" }
        if let trace = served.timeline.trace { metadata["trace.id"] = "\(trace.trace)" }
        if !served.code.isEmpty { metadata["error.code"] = "\(served.code)" }
        if let last = attempts.last {
            metadata["upstream"] = "\(last.upstream)"
            metadata["upstream.attempts"] = .stringConvertible(attempts.count)
            let waited = attempts.reduce(Duration.zero) { $0 + (($1.ended ?? ended) - $1.started) }
            metadata["upstream.ms"] = .stringConvertible(waited.milliseconds)
            if !last.error.isEmpty { metadata["upstream.error"] = "\(last.error)" }
        }
        for step in served.timeline.steps where step.phase == .detect || step.phase == .mask || step.phase == .record {
            metadata["\(step.phase.rawValue).ms"] = .stringConvertible((step.ended - step.started).milliseconds)
        }
        logger.info("request answered", metadata: metadata)
    }
}

extension GenAIMetrics {
    /// Counts an exchange with an upstream that has ended.
    fileprivate func observe(_ attempt: RequestTimeline.Attempt, until ended: ContinuousClock.Instant) {
        let values = attempt.labels.values + [attempt.error]
        operationDuration.observe((attempt.ended ?? ended) - attempt.started, labels: values)
        // A failure took as long as it took.
        let first = attempt.firstByte ?? attempt.ended ?? ended
        timeToFirstChunk.observe(first - attempt.started, labels: values)
    }

    /// Counts what an exchange cost, and how fast its stream was after the first piece.
    fileprivate func observeTokens(
        of attempt: RequestTimeline.Attempt, since firstPiece: ContinuousClock.Instant?,
        until ended: ContinuousClock.Instant
    ) {
        guard let tokens = attempt.tokens else { return }
        for (type, count) in [("input", tokens.input), ("output", tokens.output)] where count > 0 {
            tokenUsage.series(of: attempt.labels.values + [type]).observe(Double(count))
        }
        guard let firstPiece, tokens.output > 1 else { return }
        timePerOutputToken.observe((ended - firstPiece) / (tokens.output - 1), labels: attempt.labels.values)
    }
}

extension Duration {
    /// Milliseconds, with three decimals.
    fileprivate var milliseconds: Double { ((self / .microseconds(1)).rounded()) / 1_000 }
}

extension Result {
    /// The error of a failure.
    var failure: Failure? {
        switch self {
        case .success: nil
        case .failure(let error): error
        }
    }
}
