// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much of a rate is left: what the vendors' headers tell callers.
package struct RateStanding: Sendable, Equatable {
    /// One of the two rates.
    package struct Meter: Sendable, Equatable {
        package let limit: Int
        package let left: Int
        /// Until all of it is there again.
        package let reset: Duration

        package init(limit: Int, left: Int, reset: Duration) {
            self.limit = limit
            self.left = left
            self.reset = reset
        }
    }

    package var requests: Meter?
    package var tokens: Meter?

    package init(requests: Meter? = nil, tokens: Meter? = nil) {
        self.requests = requests
        self.tokens = tokens
    }

    /// Of several scopes the one with less left counts.
    mutating func tighten(requests: Meter?, tokens: Meter?) {
        if let requests, requests.left <= self.requests?.left ?? .max { self.requests = requests }
        if let tokens, tokens.left <= self.tokens?.left ?? .max { self.tokens = tokens }
    }
}

/// Why a request has to wait.
package struct RateRefusal: Error, Sendable, Equatable {
    /// Which limit.
    package enum Kind: String, Sendable, CaseIterable { case requests, tokens, concurrent, streams }

    package let scope: LimitScope
    package let kind: Kind
    /// When the same request may pass.
    package let retryAfter: Duration
    package let standing: RateStanding
}
