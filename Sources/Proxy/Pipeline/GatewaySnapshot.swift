// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
package import Limits
package import Policy
import PrivacyCore
import Providers
package import Pseudonymization
package import Routing

/// What one request works with from its first step to its last: a reload makes a new snapshot and changes none.
///
/// It never changes; a class, because each look at a part of it would copy all of it.
package final class GatewaySnapshot: Sendable {
    package let engine: DetectionEngine
    /// What the engine found before; a snapshot of another engine begins with nothing. `nil` where nothing is remembered.
    let memory: FindingMemory?
    package let policy: PolicyEngine
    /// A policy that is only tried out beside it.
    package let shadow: PolicyEngine?
    package let restoreRules: RestoreRules
    /// In the operator's order; names are unique.
    package let upstreams: [Upstream]
    /// How the choice among allowed upstreams is made.
    package let routing: RoutingOptions
    /// What Presidio's clients call the engine's types.
    package let presidio: PresidioNames
    /// What is told of requests, and how.
    package let telemetry: TelemetryRules
    /// What answers say of masked values, for a policy that asks again.
    package let answers: AnswerPhrases
    /// What callers may use.
    package let limits: LimitTable
    /// Knows the labels of the engine's types, which takes longer to learn than a request takes.
    let tokenizer: RequestTokenizer

    package init(
        engine: DetectionEngine, policy: PolicyEngine, restoreRules: RestoreRules, upstreams: [Upstream],
        presidio: PresidioNames, shadow: PolicyEngine? = nil, routing: RoutingOptions = RoutingOptions(),
        limits: LimitTable = LimitTable(), answers: AnswerPhrases = .none, note: TokenNote? = nil,
        remembered: Int = FindingMemory.standardLimit, telemetry: TelemetryRules
    ) {
        memory = FindingMemory(limit: remembered)
        self.answers = answers
        self.shadow = shadow
        self.engine = engine
        self.policy = policy
        self.restoreRules = restoreRules
        self.upstreams = upstreams
        self.presidio = presidio
        self.routing = routing
        self.limits = limits
        self.telemetry = telemetry
        let told = restoreRules.cases == .off ? note?.tokens : note.map { "\($0.tokens) \($0.cases)" }
        tokenizer = RequestTokenizer(
            catalog: policy.catalog, engine: engine, cases: restoreRules.cases,
            note: restoreRules.explainsTokens ? told : nil)
    }

    /// The models of `GET /v1/models` in a dialect: each name once, for the first upstream that serves it. Upstreams are not asked:
    /// the list says what this gateway serves, and a pattern such as `gpt-*` names no model.
    func models(in dialect: Dialect) -> [ServedModel] {
        var names: Set<String> = []
        return upstreams.filter { $0.dialects.contains(dialect) || $0.adapter?.endpoint.dialect == dialect }.flatMap {
            upstream in
            upstream.models.compactMap(\.exactName).filter { names.insert($0).inserted }.map {
                ServedModel(id: $0, ownedBy: upstream.id.rawValue)
            }
        }
    }
}
