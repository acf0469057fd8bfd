// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How an operator wants the choice made, and how failures are met. The defaults are those of the settings.
package struct RoutingOptions: Sendable, Equatable {
    package enum Strategy: String, Sendable, CaseIterable {
        /// As the settings list them.
        case order
        /// By chance, in the proportion of the weights.
        case weighted
        /// The lowest price for what the request is estimated to need.
        case cheapest
        /// The sooner of two drawn by chance (Mitzenmacher 2001), by peak EWMA.
        case latency
    }

    package enum Sticky: String, Sendable, CaseIterable {
        case none
        /// A conversation stays with one upstream while that is in rotation: for prompt caches, and for what a vendor
        /// signed.
        case conversation
    }

    package var strategy = Strategy.order
    package var sticky = Sticky.none
    package var retries = Retries()
    package var breaker = Breaker()
    package var probes = Probes()
    package var queue = Queue()

    package init() {}

    /// How often a request may go to a next upstream.
    package struct Retries: Sendable, Equatable {
        /// For one request, beside the first attempt.
        package var perRequest = 3
        /// Of all traffic, so that a storm is not multiplied.
        package var share = 0.2

        package init() {}
    }

    /// When an upstream leaves rotation.
    package struct Breaker: Sendable, Equatable {
        /// So many failures within `window`, when they are also half of its requests or more.
        package var failures = 5
        package var window = Duration.seconds(30)
        /// How long it stays out before one request tries it; doubled for each trial that fails, up to eight times.
        package var open = Duration.seconds(10)
        /// The longest that a `retry-after` of its own keeps it out.
        package var hold = Duration.seconds(60)

        package init() {}
    }

    /// Whether upstreams are looked at while no request does so.
    package struct Probes: Sendable, Equatable {
        /// `nil` for never.
        package var interval: Duration?
        /// The path after the base URL that is asked for; `nil` opens a connection, with its TLS, and asks nothing.
        package var path: String?

        package init() {}
    }

    /// What becomes of requests when all upstreams for them are at `max_concurrent`.
    package struct Queue: Sendable, Equatable {
        /// Requests that wait, in all.
        package var length = 256
        /// How long one waits.
        package var wait = Duration.seconds(5)

        package init() {}
    }
}
