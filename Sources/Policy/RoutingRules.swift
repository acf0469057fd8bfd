// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Which upstreams may receive what is left, and the constant name of the rule that says so.
struct RoutingRules: Sendable, Equatable {
    let home: Home
    /// Foreign upstreams that the operator named.
    let foreignUpstreams: Set<UpstreamID>
    /// The highest residual class a named foreign upstream may receive; C0 or C1.
    let maxForeignResidual: DataClass

    /// Whether an upstream may receive a residual class.
    func verdict(on upstream: UpstreamFacts, residual: DataClass) -> (isAllowed: Bool, rule: String) {
        if home.contains(upstream.country) { return (true, "home") }
        guard foreignUpstreams.contains(upstream.id) else { return (false, "foreign.upstreams") }
        return (residual <= maxForeignResidual, "foreign.max_residual")
    }
}
