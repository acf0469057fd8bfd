// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What policy may know of a request beside its detections.
package struct RequestFacts: Sendable {
    package let tenant: TenantID
    package let caller: CallerID
    /// The models that may answer, the first choice first; `nil` in it: the one that the upstream takes for a request that
    /// names none. Never empty.
    package var models: [String?]
    /// Parts that cannot be read as text (images, audio, files, long numbers); residual C3, in-country only.
    package let hasResidue: Bool
    /// The upstreams able to serve the request, in the operator's order.
    package let candidates: [UpstreamFacts]
    /// The day it is in UTC: papers and lists expire.
    package let today: CalendarDay
    /// What it is for; `nil` where it does not say.
    package var purpose: Purpose?
    /// How many different quasi-identifiers its conversation has shown, this request included.
    package var quasiIdentifiers = 0
    /// The scripts of its texts.
    package var scripts: Set<TextScript> = []

    package init(
        tenant: TenantID, caller: CallerID, model: String?, hasResidue: Bool, candidates: [UpstreamFacts],
        today: CalendarDay = .today()
    ) {
        self.tenant = tenant
        self.caller = caller
        models = [model]
        self.hasResidue = hasResidue
        self.candidates = candidates
        self.today = today
    }
}

/// What policy may know of an upstream.
package struct UpstreamFacts: Sendable, Equatable {
    package let id: UpstreamID
    package let country: Jurisdiction
    /// Who runs it; `nil` where the settings name nobody.
    package let provider: ProviderRecord?

    package init(id: UpstreamID, country: Jurisdiction, provider: ProviderRecord? = nil) {
        self.id = id
        self.country = country
        self.provider = provider
    }
}
