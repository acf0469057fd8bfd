// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import PrivacyCore
import Providers
import Routing

/// Who could serve a request, whatever it holds: what a request and its dry run ask alike.
struct ServingChoice: Sendable {
    /// The models it may be answered by, the first choice first. One that a key does not reach is told apart from none by
    /// nobody.
    let models: [String?]
    /// The upstreams of its wire format and of one of its models, in the operator's order.
    let upstreams: [Upstream]

    /// Throws `.modelNotFound` where nobody could.
    init(
        _ request: ParsedRequest, to endpoint: Endpoint, within rights: Rights, of upstreams: [Upstream]
    ) throws(GatewayError) {
        try Self.check(request.routing.preferences, against: upstreams)
        let models = request.models.filter { rights.admits(model: $0) }
        self.models = models
        self.upstreams = upstreams.filter { upstream in
            upstream.serves(endpoint) && models.contains { upstream.pattern(for: $0) != nil }
        }
        guard !self.upstreams.isEmpty else { throw GatewayError(.modelNotFound) }
    }

    /// A name that nobody has is a mistake, or means a place that does not exist here; only where an upstream takes
    /// preferences itself can it be one of that one's.
    private static func check(_ preferences: RoutePreferences?, against upstreams: [Upstream]) throws(GatewayError) {
        guard let preferences, !preferences.names.isEmpty, !upstreams.contains(where: \.profile.takesPreferences)
        else { return }
        let known = Set(upstreams.map { $0.id.rawValue.lowercased() })
        guard preferences.names.allSatisfy(known.contains) else {
            throw GatewayError(.invalidBody, "provider names an upstream that is not configured here.")
        }
    }
}
