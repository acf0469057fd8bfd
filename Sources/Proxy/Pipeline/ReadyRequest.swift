// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Providers
import Pseudonymization

/// A request that was read, searched and decided.
///
/// It never changes; a class, because each step that waits would copy all that is in it.
final class ReadyRequest: Sendable {
    /// What would leave for one upstream, and how the answer to it becomes the caller's.
    typealias Outgoing = (request: SanitizedRequest, translation: AnswerTranslation?)

    let request: ParsedRequest
    /// What was found in each text of the request.
    let findings: [[Detection]]
    let decision: PolicyDecision
    /// What a second run would be where the answer shows that masking spoilt this one; `nil` where there is none.
    let unmasked: PolicyDecision?
    /// The models it may be answered by.
    let models: [String?]
    /// Where its tokens are valid.
    let scope: Scope
    /// The upstreams that policy allows, in the order in which they are tried.
    let candidates: [RoutedUpstream]
    /// Values that go in clear in a second run: where the answer repeats one, the model did not make it up.
    let spoken: Set<[UInt8]>

    init(
        request: ParsedRequest, findings: [[Detection]], decision: PolicyDecision, unmasked: PolicyDecision?,
        models: [String?], scope: Scope, candidates: [RoutedUpstream], spoken: Set<[UInt8]> = []
    ) {
        self.request = request
        self.findings = findings
        self.decision = decision
        self.unmasked = unmasked
        self.models = models
        self.scope = scope
        self.candidates = candidates
        self.spoken = spoken
    }
}

/// What leaves for one upstream, and how the answer to it becomes the caller's.
struct OutgoingExchange: Sendable {
    let request: RecordedRequest
    /// `nil` where the answer is in the caller's wire format.
    let translation: AnswerTranslation?
}
