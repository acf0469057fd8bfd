// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How an upstream stands at a moment.
package struct UpstreamStanding: Sendable, Equatable {
    /// In the order in which upstreams are tried.
    package enum Availability: Int, Sendable {
        case free
        /// At its `max_concurrent`.
        case full
        /// Out of rotation.
        case out
    }

    package let availability: Availability
    /// Peak EWMA of the time to the first byte in seconds, times the requests at work and this one.
    package let cost: Double
    /// Whether it has failed several times in a row a moment ago, and is in rotation all the same.
    package let isDoubted: Bool

    package init(availability: Availability = .free, cost: Double = 0, isDoubted: Bool = false) {
        self.availability = availability
        self.cost = cost
        self.isDoubted = isDoubted
    }
}
