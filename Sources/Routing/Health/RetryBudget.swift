// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How many retries all requests may make together, so that a storm of failures does not become a storm of requests.
///
/// A bucket of tokens: each request puts a share of one in, and so does time; each retry takes one out.
package struct RetryBudget: Sendable {
    /// Retries that are kept for a quiet gateway, a second: there a share of traffic would be none.
    package static let perSecond = 5.0
    /// What the bucket holds at most, and has at the start.
    package static let capacity = 50.0

    private var tokens = Self.capacity
    private var last: ContinuousClock.Instant?

    package init() {}

    /// A request has come. `share`: of a retry.
    package mutating func deposit(_ share: Double) { tokens = min(Self.capacity, tokens + share) }

    /// Takes one retry, if there is one.
    package mutating func withdraw(at now: ContinuousClock.Instant) -> Bool {
        let seconds = last.map { max(0, (now - $0) / .seconds(1)) } ?? 0
        last = now
        tokens = min(Self.capacity, tokens + seconds * Self.perSecond)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
