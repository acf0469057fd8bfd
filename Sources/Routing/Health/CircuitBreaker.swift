// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Takes an upstream out of rotation while it fails, and lets one request at a time find out whether it works again.
///
/// A state machine without a clock: every call says what time it is.
package struct CircuitBreaker: Sendable {
    /// What operators see; the raw value is that of the metric.
    package enum State: Int, Sendable { case closed, halfOpen, open }

    private enum Phase {
        /// → `open`
        case closed
        /// → `trial`, `closed`
        case open(until: ContinuousClock.Instant)
        /// One request tries it, since `until` or before. → `closed`, `open`
        case trial(until: ContinuousClock.Instant)
    }

    private var phase = Phase.closed
    private var window = OutcomeWindow()
    /// Trials that failed one after the other.
    private var failedTrials = 0

    package init() {}

    package func state(at now: ContinuousClock.Instant) -> State {
        switch phase {
        case .closed: .closed
        case .trial: .halfOpen
        case .open(let until): until <= now ? .halfOpen : .open
        }
    }

    /// When the next request may try it; `nil` where requests go through, or one is trying.
    package var opensUntil: ContinuousClock.Instant? {
        guard case .open(let until) = phase else { return nil }
        return until
    }

    /// Whether a request may go through, and whether it is the trial; a trial has to be ended by `record` or `abandon`.
    ///
    /// `early`: whether it may try before its time, because no other upstream is in rotation.
    package mutating func admit(at now: ContinuousClock.Instant, early: Bool = false) -> (
        isAdmitted: Bool, isTrial: Bool
    ) {
        switch phase {
        case .closed: return (true, false)
        case .trial: return (false, false)
        case .open(let until):
            guard until <= now || early else { return (false, false) }
            phase = .trial(until: until)
            return (true, true)
        }
    }

    /// A request has ended. Outcomes of requests from before it opened change nothing.
    package mutating func record(
        success: Bool, isTrial: Bool = false, at now: ContinuousClock.Instant, _ options: RoutingOptions.Breaker
    ) {
        switch phase {
        case .closed:
            window.record(success: success, at: now, within: options.window)
            guard !success, window.failures >= options.failures, window.failures >= window.successes else { return }
            open(at: now, options)
        case .trial where isTrial:
            guard !success else { return close() }
            failedTrials += 1
            open(at: now, options)
        case .open, .trial: break
        }
    }

    /// A trial ended without telling anything, such as by its caller's leaving: the next request may try when this one
    /// might have, and one that came before the time has not shortened it.
    package mutating func abandon() {
        if case .trial(let until) = phase { phase = .open(until: until) }
    }

    /// What a probe saw. One that went well lets a request try before the time; it does not close, because what a health page says
    /// is not what requests get.
    package mutating func probed(
        success: Bool, at now: ContinuousClock.Instant, _ options: RoutingOptions.Breaker
    ) {
        switch phase {
        case .closed where !success: record(success: false, at: now, options)
        case .open where success: phase = .open(until: now)
        case .closed, .open, .trial: break
        }
    }

    private mutating func close() {
        phase = .closed
        failedTrials = 0
        window = OutcomeWindow()
    }

    private mutating func open(at now: ContinuousClock.Instant, _ options: RoutingOptions.Breaker) {
        phase = .open(until: now + options.open * (1 << min(failedTrials, 3)))
        window = OutcomeWindow()
    }
}

/// Outcomes of the last while, in ten buckets.
struct OutcomeWindow: Sendable {
    private struct Bucket {
        var number: Int
        var successes = 0
        var failures = 0
    }

    private static let count = 10
    /// Oldest first; at most ten.
    private var buckets: [Bucket] = []
    private var start: ContinuousClock.Instant?

    var successes: Int { buckets.reduce(0) { $0 + $1.successes } }
    var failures: Int { buckets.reduce(0) { $0 + $1.failures } }

    mutating func record(success: Bool, at now: ContinuousClock.Instant, within window: Duration) {
        let start = start ?? now
        self.start = start
        let number = Int(max(0, (now - start) / window) * Double(Self.count))
        buckets.removeAll { $0.number <= number - Self.count }
        if buckets.last?.number ?? -1 < number { buckets.append(Bucket(number: number)) }
        let last = buckets.count - 1
        if success { buckets[last].successes += 1 } else { buckets[last].failures += 1 }
    }
}
