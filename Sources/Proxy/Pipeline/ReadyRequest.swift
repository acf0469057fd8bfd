// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Providers
import Pseudonymization

/// A request that was read, searched and decided, and what leaves of it for the first of its upstreams.
struct ReadyRequest: Sendable {
    /// What leaves, and how the answer to it becomes the caller's.
    typealias Outgoing = (request: SanitizedRequest, translation: AnswerTranslation?)

    let request: ParsedRequest
    /// What was found in each text of the request.
    let findings: [[Detection]]
    let decision: PolicyDecision
    /// Where its tokens are valid.
    let scope: Scope
    /// The upstreams that policy allows, in the order in which they are tried.
    let candidates: [RoutedUpstream]
    /// What the first candidate gets.
    var first: Result<Outgoing, GatewayError>?
}
