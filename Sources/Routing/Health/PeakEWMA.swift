// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A mean of times that forgets: slow ones are believed at once, quick ones bit by bit.
///
/// Peak EWMA as Finagle has it: an observation above the mean replaces it; one below moves it by what has been forgotten
/// since the last.
package struct PeakEWMA: Sendable {
    /// After this time an observation counts for a third of what it did.
    private static let memory = 10.0

    /// Seconds.
    package private(set) var value = 0.0
    private var last: ContinuousClock.Instant?

    package init() {}

    package mutating func observe(_ time: Duration, at now: ContinuousClock.Instant) {
        let seconds = time / .seconds(1)
        defer { last = now }
        guard let last, seconds < value else {
            value = seconds
            return
        }
        let share = exp(-max(0, (now - last) / .seconds(1)) / Self.memory)
        value = value * share + seconds * (1 - share)
    }

    /// The mean as of now: what has not been tried for long is forgiven, so that it is tried again.
    package func value(at now: ContinuousClock.Instant) -> Double {
        guard let last else { return 0 }
        return value * exp(-max(0, (now - last) / .seconds(1)) / (6 * Self.memory))
    }
}
