// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Providers
import Pseudonymization

/// A request that was read, searched and decided, and what leaves of it for the first of its upstreams.
struct ReadyRequest: Sendable {
    let request: ParsedRequest
    /// What was found in each text of the request.
    let findings: [[Detection]]
    let decision: PolicyDecision
    /// Where its tokens are valid.
    let scope: Scope
    /// The upstreams that policy allows, in the order in which they are tried.
    let candidates: [Upstream]
    /// The request as the first candidate gets it.
    var first: SanitizedRequest?
}
