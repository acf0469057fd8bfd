// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much a vault keeps and for how long.
package struct VaultLimits: Sendable, Equatable {
    /// Living values a scope may have. Families are drawn from 2²⁰, so more than half of that is not accepted.
    package let valuesPerScope: Int
    /// Longest value in bytes.
    package let valueLength: Int
    /// Seconds a value is kept after it was last seen in a request.
    package let timeToLive: Int64

    /// The largest `valuesPerScope`.
    package static let maxValuesPerScope = 1 << 19

    /// Precondition: everything is positive, and `valuesPerScope` at most `maxValuesPerScope`.
    package init(
        valuesPerScope: Int = 100_000, valueLength: Int = 64 * 1024, timeToLive: Int64 = 30 * 24 * 3_600
    ) {
        precondition(valuesPerScope > 0 && valuesPerScope <= Self.maxValuesPerScope, "a scope has room for some values")
        precondition(valueLength > 0 && timeToLive > 0, "limits are positive")
        self.valuesPerScope = valuesPerScope
        self.valueLength = valueLength
        self.timeToLive = timeToLive
    }

    /// Whether a value that ends at `expires` need not be put off by being used now, both in seconds since 1970. A write
    /// for every use would be an fsync for every request; a sixteenth of the time is near enough.
    func isFresh(expiring expires: Int64, at now: Int64) -> Bool { expires >= now + timeToLive - timeToLive / 16 }
}
