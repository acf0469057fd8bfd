// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is known of one upstream: how it fails, how long it takes, how much it does at this moment.
struct UpstreamHealth: Sendable {
    private(set) var breaker = CircuitBreaker()
    private(set) var latency = PeakEWMA()
    private(set) var atWork = 0
    /// Until when it asked to be left alone.
    private(set) var heldUntil: ContinuousClock.Instant?
    /// Failures since the last success, and until when they make others preferable.
    private(set) var failuresInARow = 0
    private var doubtedUntil: ContinuousClock.Instant?

    /// One failure happens to everybody; a second in a row is seldom the last.
    private static let doubtfulFailures = 2

    func isHeld(at now: ContinuousClock.Instant) -> Bool { heldUntil.map { $0 > now } ?? false }

    /// What operators see: held is out.
    func state(at now: ContinuousClock.Instant) -> CircuitBreaker.State {
        isHeld(at: now) ? .open : breaker.state(at: now)
    }

    func standing(of profile: UpstreamProfile, at now: ContinuousClock.Instant) -> UpstreamStanding {
        let isOut = breaker.state(at: now) == .open || isHeld(at: now)
        let isFull = profile.maxConcurrent.map { atWork >= $0 } ?? false
        return UpstreamStanding(
            availability: isOut ? .out : isFull ? .full : .free, cost: latency.value(at: now) * Double(atWork + 1),
            isDoubted: doubtedUntil.map { $0 > now } ?? false)
    }

    mutating func admit(
        _ profile: UpstreamProfile, early: Bool, at now: ContinuousClock.Instant
    ) -> Admission.Answer {
        if let heldUntil, heldUntil > now { return .out(until: heldUntil) }
        if let limit = profile.maxConcurrent, atWork >= limit { return .full }
        let (isAdmitted, isTrial) = breaker.admit(at: now, early: early)
        guard isAdmitted else { return .out(until: breaker.opensUntil) }
        atWork += 1
        return .admitted(isTrial: isTrial)
    }

    mutating func observe(_ time: Duration, at now: ContinuousClock.Instant) { latency.observe(time, at: now) }

    /// An exchange has ended. `failures`: how many in a row had failed before it, where it was taken for a success at first.
    mutating func record(
        success: Bool, isTrial: Bool, after failures: Int = 0, at now: ContinuousClock.Instant,
        _ options: RoutingOptions.Breaker
    ) {
        breaker.record(success: success, isTrial: isTrial, at: now, options)
        failuresInARow = success ? 0 : min(max(failuresInARow, failures) + 1, Self.doubtfulFailures)
        doubtedUntil = failuresInARow == Self.doubtfulFailures ? now + options.open : nil
    }

    mutating func probed(success: Bool, at now: ContinuousClock.Instant, _ options: RoutingOptions.Breaker) {
        breaker.probed(success: success, at: now, options)
    }

    /// It said how long it wants to be left alone.
    mutating func hold(for time: Duration, at now: ContinuousClock.Instant) {
        heldUntil = max(heldUntil ?? now, now + time)
    }

    /// A place is free again. `abandonsTrial`: a trial that told nothing.
    mutating func release(abandonsTrial: Bool) {
        atWork = max(0, atWork - 1)
        if abandonsTrial { breaker.abandon() }
    }
}

/// What an upstream says to a request that would go to it.
package enum Admission {
    package enum Answer: Sendable, Equatable {
        case admitted(isTrial: Bool)
        /// At its `max_concurrent`.
        case full
        /// Out of rotation; `nil` while another request tries whether it works again.
        case out(until: ContinuousClock.Instant?)
    }
}
