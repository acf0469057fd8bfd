// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Routing

/// An upstream that a request may go to, in its place among those it may go to.
struct RoutedUpstream: Sendable {
    let upstream: Upstream
    /// The model it would serve, as the request names it.
    let model: String?
    /// Whether that is another than the request's own, and has to be written into it.
    let isOtherModel: Bool
    /// Why it stands where it does.
    var reason: RouteReason

    /// Says why it is chosen, now that its turn has come. That a request goes there unmasked is said first of all.
    mutating func stand(for reason: RouteReason) {
        if self.reason != .unmasked { self.reason = reason }
    }

    /// Whether the same request would go to the same place.
    func isSamePlace(as other: RoutedUpstream) -> Bool { upstream.id == other.upstream.id && model == other.model }

    /// What the model is called in the request it gets; `nil` leaves what the client wrote.
    var sentModel: String? { upstream.rename(model) ?? (isOtherModel ? model : nil) }

    /// What is taken out of the request for it: preferences that it does not know, and the list of models in any case.
    func removals(from request: ParsedRequest) -> [JSONEdit] {
        upstream.profile.takesPreferences ? request.routing.modelRemovals : request.routing.removals
    }
}

/// One attempt to have a request answered.
///
/// It never changes; a class, because each step that waits would copy all that is in it.
final class Attempt: Sendable {
    let target: RoutedUpstream
    let permit: UpstreamPermit
    /// From 1.
    let number: Int

    init(target: RoutedUpstream, permit: UpstreamPermit, number: Int) {
        self.target = target
        self.permit = permit
        self.number = number
    }
}

extension ParsedRequest {
    /// The models it may be answered by, the first choice first. Where it has no `model`, there is no place in it to write
    /// another one, and the upstream would choose: then its list counts for nothing.
    var models: [String?] {
        guard modelRange != nil else { return [model] }
        return [model] + (routing.preferences?.models ?? []).filter { $0 != model }
    }

    /// What it needs of an upstream.
    func needs(conversation: [UInt8]) -> RequestNeeds {
        var abilities: Set<Ability> = []
        if !declaredTools.isEmpty { abilities.insert(.tools) }
        if routing.asksForSchema { abilities.insert(.jsonSchema) }
        for kind in residue { if let ability = kind.ability { abilities.insert(ability) } }
        let texts = slots.reduce(0) { $0 + $1.text.utf8.count }
        return RequestNeeds(
            abilities: abilities, inputTokens: RequestNeeds.tokens(inBytes: texts),
            outputTokens: outputDemand.tokens ?? RequestNeeds.usualAnswer, conversation: conversation)
    }
}

extension ResidueKind {
    fileprivate var ability: Ability? {
        switch self {
        case .image: .vision
        case .audio: .audio
        case .video: .video
        case .file: .files
        case .number, .unknown: nil
        }
    }
}
