// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why a request goes to one of the upstreams that policy allows, and not to another. A word of code: it stands in the
/// audit log and in an answer's headers.
package enum RouteReason: String, Sendable, CaseIterable {
    /// No other was allowed and able.
    case only
    /// The operator's order.
    case order
    /// Drawn by weight.
    case weight
    /// The lowest price for what the request is estimated to need.
    case price
    /// Answered soonest of late.
    case latency
    /// The conversation's earlier requests went there.
    case sticky
    /// The request's own preferences among what policy allows.
    case preference
    /// Those before it are out of rotation, or have no place free.
    case health
    /// One before it was tried with this request and failed.
    case fallback
    /// The answer before it showed that the task could not be done masked; this one gets some values in clear.
    case unmasked
}
