// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Counts failed attempts by peer and minute, in a table that cannot grow.
///
/// It decides only how failures are answered. A good credential is let in whatever others at the same address did: behind a
/// proxy everybody has one address, and nobody must be able to lock the others out.
package struct FailureThrottle: Sendable {
    private let limit: Int
    private let capacity: Int
    private var window: Int64 = 0
    private var counts: [PeerAddress: Int] = [:]
    /// Those of peers that found the table full.
    private var others = 0

    /// - Parameters:
    ///   - limit: failures a minute that one peer may have.
    ///   - capacity: peers that are told apart.
    package init(limit: Int, capacity: Int = 4_096) {
        self.limit = limit
        self.capacity = capacity
    }

    /// Counts a failure; whether its peer has had more than it may. `now` is in seconds.
    package mutating func isOverLimit(after failureOf: PeerAddress, at now: Int64) -> Bool {
        if now / 60 != window {
            window = now / 60
            counts.removeAll(keepingCapacity: true)
            others = 0
        }
        if let count = counts[failureOf] {
            // One more than the limit says all there is to say.
            counts[failureOf] = min(count + 1, limit + 1)
            return count >= limit
        }
        guard counts.count < capacity else {
            others = min(others + 1, limit + 1)
            return others > limit
        }
        counts[failureOf] = 1
        return limit < 1
    }
}
