// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Limits
package import Policy
package import PrivacyCore
package import Providers
package import Routing

/// A configured place that answers requests: what policy and routing know of it, and the client that reaches it.
///
/// It never changes; a class, because every request hands it on from step to step.
package final class Upstream: Sendable {
    package let id: UpstreamID
    /// Where the operator says it processes data.
    package let country: Jurisdiction
    /// Who runs it; `nil` where the settings name nobody.
    package let provider: ProviderRecord?
    /// The wire formats it speaks.
    package let dialects: Set<Dialect>
    /// The models it serves.
    package let models: [ModelPattern]
    /// What carries requests of another wire format to it; `nil` where none do.
    package let adapter: (any ChatAdapter)?
    package let timeouts: UpstreamTimeouts
    /// What the choice among allowed upstreams goes by.
    package let profile: UpstreamProfile
    /// What it asks for tokens, for budgets of money; `nil` where nobody said.
    package var costRate: CostRate? { profile.costRate }
    package let client: any UpstreamClient
    /// Where it is reached, for metrics and spans; `nil` for a model of this process.
    package let server: ServerAddress?

    package init(
        id: UpstreamID, country: Jurisdiction, provider: ProviderRecord? = nil,
        dialects: Set<Dialect> = [.openai], models: [ModelPattern],
        adapter: (any ChatAdapter)? = nil, timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        profile: UpstreamProfile? = nil, client: any UpstreamClient, server: ServerAddress? = nil
    ) {
        self.server = server
        self.id = id
        self.country = country
        self.provider = provider
        self.dialects = dialects
        self.models = models
        self.adapter = adapter
        self.timeouts = timeouts
        self.profile = profile ?? UpstreamProfile(id: id)
        self.client = client
    }

    package var facts: UpstreamFacts { UpstreamFacts(id: id, country: country, provider: provider) }

    /// Whether it answers requests to an endpoint, in their wire format or by its adapter.
    package func serves(_ endpoint: Endpoint) -> Bool {
        dialects.contains(endpoint.dialect) || adapter?.endpoint == endpoint
    }

    /// The adapter that a request to an endpoint needs; `nil` where the upstream speaks its wire format.
    func adapter(for endpoint: Endpoint) -> (any ChatAdapter)? {
        dialects.contains(endpoint.dialect) ? nil : adapter
    }

    /// The operator's pattern that a model is served under; `nil` for a model it does not serve. A request that names
    /// none goes to whoever serves every model.
    package func pattern(for model: String?) -> ModelPattern? {
        models.first { $0.matches(model ?? "") }
    }

    /// What it calls a model, where the operator gave another name; `nil` leaves the client's.
    package func rename(_ model: String?) -> String? { pattern(for: model)?.replacement }
}

/// How long an upstream may take.
package struct UpstreamTimeouts: Sendable, Equatable {
    /// For the connection, its TLS handshake and its proxy.
    package var connect: Duration = .seconds(5)
    /// From sending to the first byte of the answer.
    package var firstByte: Duration = .seconds(60)
    /// Between two pieces of the answer.
    package var idle: Duration = .seconds(60)
    /// For the whole answer.
    package var total: Duration = .seconds(600)

    package init() {}
}
