// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The system's idea of the time.
package enum WallClock {
    /// Now, in UTC.
    package static func now() -> Timestamp {
        var time = timespec()
        // Lends the structure to clock_gettime(2), which cannot fail for this clock.
        unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
