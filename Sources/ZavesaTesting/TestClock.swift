// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A clock that moves when a test says so.
package final class TestClock: Sendable {
    private let seconds: Mutex<Int64>

    /// Starts at a time, in seconds since 1970.
    package init(at start: Int64 = 1_800_000_000) { seconds = Mutex(start) }

    /// The time now.
    package var now: Int64 { seconds.withLock { $0 } }

    /// Moves the time forward.
    package func advance(by interval: Int64) { seconds.withLock { $0 += interval } }
}
