// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Policy
import PrivacyCore
import Providers
import Routing
import Telemetry
import Vault

/// Step 4: which of the upstreams that policy allows, and in which order.
extension RequestPipeline {
    /// Who could serve a request, whatever it holds.
    func serving(_ request: ParsedRequest) throws(GatewayError) -> ServingChoice {
        try ServingChoice(request, to: call.endpoint, within: call.rights, of: snapshot.upstreams)
    }

    /// The allowed upstreams in the order in which they are tried, each for one of the models that may answer. Nothing here can add one.
    func route(
        _ decision: PolicyDecision, among models: [String?], _ request: ParsedRequest, in scope: Scope
    ) throws(GatewayError) -> [RoutedUpstream] {
        let started = ContinuousClock.now
        defer {
            gateway.metrics.routing.choiceSeries.observe(.now - started)
            took(.route, since: started)
        }
        let allowed = decision.allowed.compactMap { id in snapshot.upstreams.first { $0.id == id } }
        var places: [(upstream: Upstream, model: Int)] = []
        for (number, model) in models.enumerated() {
            for upstream in allowed where upstream.pattern(for: model) != nil { places.append((upstream, number)) }
        }
        let candidates = places.map { Router.Candidate($0.upstream.profile, model: $0.model) }
        var random = SystemRandomNumberGenerator()
        let choices: [Router.Choice]
        do throws(Router.Refusal) {
            choices = try Router(snapshot.routing).order(
                candidates, for: request.needs(conversation: conversation(of: request, in: scope)),
                preferring: request.routing.preferences, standings: gateway.board.standings(of: candidates),
                using: &random)
        } catch {
            throw GatewayError(error)
        }
        return choices.map { choice in
            let place = places[choice.index]
            return RoutedUpstream(
                upstream: place.upstream, model: models[place.model],
                isOtherModel: models[place.model] != request.model, reason: choice.reason)
        }
    }

    /// A keyed name of the conversation, however wide its scope is: where a whole tenant has one scope, its conversations
    /// still go to several places. Empty where none has to stay anywhere.
    private func conversation(of request: ParsedRequest, in scope: Scope) -> [UInt8] {
        guard snapshot.routing.sticky == .conversation else { return [] }
        return scope.kind == .conversation ? scope.key : self.conversation(of: request).key
    }
}

extension GatewayError {
    init(_ refusal: Router.Refusal) {
        switch refusal {
        case .preferences:
            self.init(.noRoute, "The request's own preferences (provider) admit none of those that policy allows.")
        case .abilities:
            self.init(
                .unsupportedParameter,
                "No allowed upstream is declared able to do all it asks for, such as tools or images.")
        }
    }
}
