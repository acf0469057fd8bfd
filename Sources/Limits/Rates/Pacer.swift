// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Holds a flow to so many a minute, with bursts of up to a minute's worth: the generic cell rate algorithm (ITU-T I.371),
/// one number of state.
struct Pacer: Sendable {
    /// When everything that was taken so far would have passed at an even pace. In the past: nothing is owed.
    private(set) var due: ContinuousClock.Instant

    static let window = Duration.seconds(60)
    /// The most that is ever owed. Whoever counts a request by numbers that callers or vendors say counts some that no clock
    /// holds.
    private static let mostOwed = Duration.seconds(86_400)

    init(at now: ContinuousClock.Instant) { due = now }

    /// How long until `count` may pass; zero where it may now. One larger than a minute's worth passes when nothing is owed.
    func wait(for count: Int, limit: Int, at now: ContinuousClock.Instant) -> Duration {
        let owed = Swift.max(.zero, due - now)
        let free = Self.window - Self.time(of: min(count, limit), limit: limit)
        return Swift.max(.zero, owed - free)
    }

    /// Counts `count` as passed.
    mutating func take(_ count: Int, limit: Int, at now: ContinuousClock.Instant) {
        due = Swift.min(Swift.max(due, now) + Self.time(of: count, limit: limit), now + Self.mostOwed)
    }

    /// Gives back `count` of what was taken up to `end`, as `due` was then. What time has worn off since is not owed by it any
    /// more: giving that back, too, would take away from what others owe.
    mutating func giveBack(
        _ count: Int, takenUpTo end: ContinuousClock.Instant, limit: Int, at now: ContinuousClock.Instant
    ) {
        let owed = Swift.max(.zero, end - now)
        due -= Swift.min(Self.time(of: count, limit: limit), owed)
    }

    /// How many may pass now.
    func left(limit: Int, at now: ContinuousClock.Instant) -> Int {
        let free = Self.window - Swift.max(.zero, due - now)
        return Swift.max(0, Swift.min(limit, Int(free / Self.window * Double(limit))))
    }

    /// How long until nothing is owed.
    func reset(at now: ContinuousClock.Instant) -> Duration { Swift.max(.zero, due - now) }

    private static func time(of count: Int, limit: Int) -> Duration {
        let minutes = Double(count) / Double(limit)
        return Swift.min(mostOwed, window * Swift.min(minutes, mostOwed / window))
    }
}
