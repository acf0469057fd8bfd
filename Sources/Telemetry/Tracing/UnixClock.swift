// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Moments of a monotonic clock as time since 1970: the wall clock is read once a request, so that its spans cannot
/// overlap because somebody set the clock.
package struct UnixClock: Sendable {
    private let instant: ContinuousClock.Instant
    private let nanoseconds: UInt64

    /// Reads both clocks now.
    package init() {
        instant = .now
        nanoseconds = Self.now()
    }

    /// Nanoseconds since 1970 at a moment.
    package func nanoseconds(at moment: ContinuousClock.Instant) -> UInt64 {
        let (seconds, attoseconds) = (moment - instant).components
        let passed = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        return passed < 0 ? nanoseconds - UInt64(passed.magnitude) : nanoseconds + UInt64(passed)
    }

    /// Nanoseconds since 1970, now.
    package static func now() -> UInt64 {
        var time = timespec()
        // Lends the structure to clock_gettime(2), which cannot fail for this clock.
        unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(max(0, time.tv_nsec))
    }
}
