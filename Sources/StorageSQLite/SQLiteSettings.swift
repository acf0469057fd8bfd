// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How a SQLite store behaves.
package struct SQLiteSettings: Sendable {
    /// Operations that may wait at once; one more is refused as `overloaded`, so that a slow disk shows as an error
    /// and not as a growing queue.
    package let maxPending: Int
    /// How long an operation may take, waiting for another process included.
    package let timeLimit: Duration
    /// The file never grows past this; `nil` leaves it to the disk.
    package let maxBytes: Int?

    /// Takes the limits; the defaults serve one team's gateway: 512 conversations may begin in one moment, and each of
    /// them reads and writes.
    package init(maxPending: Int = 1_024, timeLimit: Duration = .seconds(5), maxBytes: Int? = nil) {
        self.maxPending = maxPending
        self.timeLimit = timeLimit
        self.maxBytes = maxBytes
    }
}
