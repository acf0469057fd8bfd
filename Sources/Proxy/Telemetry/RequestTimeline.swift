// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Synchronization
import Telemetry

/// What one request did when: its steps and its exchanges with upstreams. Metrics, its line of the log and its spans are
/// made of it when it has ended.
final class RequestTimeline: Sendable {
    struct Step: Sendable {
        let phase: Phase
        let started, ended: ContinuousClock.Instant
    }

    /// One exchange with an upstream.
    struct Attempt: Sendable {
        let upstream: UpstreamID
        let labels: UpstreamLabels
        /// Its span, which is what an upstream is told of where it is told.
        let span: SpanID
        let started: ContinuousClock.Instant
        var head: ContinuousClock.Instant?
        /// The head of its answer, or of a stream the first piece.
        var firstByte: ContinuousClock.Instant?
        /// What was waited for a stream's pieces, after the head, until it was certain to be an answer.
        var waitedForPieces = Duration.zero
        var ended: ContinuousClock.Instant?
        /// A code of ours or a status of its own; empty where it went well.
        var error = ""
        /// What the upstream says that it cost.
        var tokens: TokenCount?

        /// How long it kept us waiting before the caller got anything of it.
        var waited: Duration { (head ?? started) - started + waitedForPieces }
    }

    private struct State {
        var steps: [Step] = []
        var attempts: [Attempt] = []
        var isStream = false
        var firstPiece: ContinuousClock.Instant?
        /// Spans of exchanges that upstreams were told of before they began.
        var announced: [UpstreamID: SpanID] = [:]
    }

    /// Steps that are kept; a request with many upstreams to try repeats some.
    private static let maxSteps = 64

    /// The trace it belongs to; `nil` where nobody traces.
    let trace: TraceParent?
    /// The caller's place in that trace.
    let parent: SpanID?
    let clock: UnixClock
    private let state = Mutex(State())

    /// A caller's trace is taken over where it has one; without sampling rules none is begun.
    init(parent: TraceParent?, sampling: TraceSampling?) {
        clock = UnixClock()
        self.parent = parent?.span
        guard parent != nil || sampling != nil else {
            trace = nil
            isSampled = false
            return
        }
        let id = parent?.trace ?? .random()
        let sampled = sampling?.samples(id, under: parent)
        isSampled = sampled ?? false
        trace = TraceParent(trace: id, span: .random(), isSampled: sampled ?? parent?.isSampled ?? false)
    }

    /// Whether spans are made of it: not where nobody collects them, whatever the caller does.
    let isSampled: Bool
    var steps: [Step] { state.withLock { $0.steps } }
    var attempts: [Attempt] { state.withLock { $0.attempts } }
    var firstPiece: ContinuousClock.Instant? { state.withLock { $0.firstPiece } }
    var isStream: Bool { state.withLock { $0.isStream } }

    /// A step has ended just now.
    func add(_ phase: Phase, since started: ContinuousClock.Instant, until ended: ContinuousClock.Instant) {
        state.withLock { state in
            guard state.steps.count < Self.maxSteps else { return }
            state.steps.append(Step(phase: phase, started: started, ended: ended))
        }
    }

    /// What an upstream is told of the exchange that is to come: the value of `traceparent`; `nil` where nobody traces.
    func announcement(to upstream: UpstreamID) -> String? {
        guard let trace else { return nil }
        let span = SpanID.random()
        state.withLock { $0.announced[upstream] = span }
        return TraceParent(trace: trace.trace, span: span, isSampled: trace.isSampled).header
    }

    /// A request is about to go to an upstream. An exchange that still runs, which failed with its answer, ends.
    func begin(with upstream: UpstreamID, _ labels: UpstreamLabels) {
        let now = ContinuousClock.now
        state.withLock { state in
            if let last = state.attempts.indices.last { state.attempts[last].ended = state.attempts[last].ended ?? now }
            let span = state.announced.removeValue(forKey: upstream) ?? .random()
            state.attempts.append(Attempt(upstream: upstream, labels: labels, span: span, started: now))
        }
    }

    /// Its answer has begun.
    func answered(_ error: String) {
        change { attempt in
            attempt.head = .now
            attempt.firstByte = attempt.head
            attempt.error = error
        }
    }

    /// A piece of its stream has come while nothing of it has gone to the caller.
    func receivedPiece(waitedSince started: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        change { attempt in
            if attempt.waitedForPieces == .zero { attempt.firstByte = now }
            attempt.waitedForPieces += now - started
        }
    }

    /// All of its answer is here.
    func received() { change { $0.ended = $0.ended ?? .now } }

    /// It gave no answer.
    func failed(_ error: String) {
        change { attempt in
            attempt.error = error
            attempt.ended = .now
        }
    }

    /// What the last exchange cost.
    func cost(_ tokens: TokenCount) { change { $0.tokens = tokens } }

    /// The first piece of a stream goes to the caller.
    func reachedCaller() { state.withLock { $0.firstPiece = .now } }

    /// The answer is a stream.
    func streams() { state.withLock { $0.isStream = true } }

    /// The request has ended at this moment, with this error's code or empty; closes the exchange that still runs. One
    /// whose answer is here failed only if it was not understood.
    func end(_ error: String, at moment: ContinuousClock.Instant) {
        change { attempt in
            let isOfUpstream = attempt.ended == nil || error.hasPrefix("upstream_")
            if attempt.error.isEmpty, isOfUpstream { attempt.error = error }
            attempt.ended = attempt.ended ?? moment
        }
    }

    private func change(_ change: (inout Attempt) -> Void) {
        state.withLock { state in
            guard let last = state.attempts.indices.last else { return }
            change(&state.attempts[last])
        }
    }
}
