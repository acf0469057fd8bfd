// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Limits
package import Policy
package import PrivacyCore
package import Providers

/// A configured place that answers requests: what policy and routing know of it, and the client that reaches it.
package struct Upstream: Sendable {
    package let id: UpstreamID
    /// Where the operator says it processes data.
    package let country: Jurisdiction
    /// The wire formats it speaks.
    package let dialects: Set<Dialect>
    /// The models it serves.
    package let models: [ModelPattern]
    /// What carries requests of another wire format to it; `nil` where none do.
    package let adapter: (any ChatAdapter)?
    package let timeouts: UpstreamTimeouts
    /// What it asks for tokens, for budgets of money; `nil` where nobody said.
    package let costRate: CostRate?
    package let client: any UpstreamClient

    package init(
        id: UpstreamID, country: Jurisdiction, dialects: Set<Dialect> = [.openai], models: [ModelPattern],
        adapter: (any ChatAdapter)? = nil, timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        costRate: CostRate? = nil,
        client: any UpstreamClient
    ) {
        self.id = id
        self.country = country
        self.dialects = dialects
        self.models = models
        self.adapter = adapter
        self.timeouts = timeouts
        self.costRate = costRate
        self.client = client
    }

    package var facts: UpstreamFacts { UpstreamFacts(id: id, country: country) }

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
