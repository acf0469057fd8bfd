// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import Policy
import PrivacyCore

extension Configuration {
    /// Where `next` protects less, or may: constant names of settings, each once, `policy.` left out. What cannot be called
    /// stricter for certain is among them.
    ///
    /// Control: ZV-POL-01
    func weakened(by next: Configuration) -> [String] {
        let (old, new) = (protection, next.protection)
        var places = PolicyDiff(from: old.policy, to: new.policy).changes.filter { $0.direction == .weaker }.map(
            \.subject)
        if new.engine.depth.rank < old.engine.depth.rank { places.append("detection.depth") }
        // The same dictionaries and another digest: what an operator adds and takes away by value has changed.
        if new.engine.depth == old.engine.depth, new.library.digest == old.library.digest,
            new.engine.digest != old.engine.digest
        {
            places.append("detection.lists")
        }
        for upstream in next.settings.upstreams where new.policy.isInCountry(upstream.country) {
            let before = settings.upstreams.first { $0.id == upstream.id }
            if let before, !old.policy.isInCountry(before.country) { places.append("upstreams.\(upstream.id).country") }
        }
        // Fewer signers sign less, and other ones something else; places that were declared are promises.
        let signers = settings.compliance.signers
        if !signers.isEmpty, signers != next.settings.compliance.signers { places.append("compliance.signers") }
        if settings.storage != nil, settings.storage != next.settings.storage { places.append("storage") }
        // What is on file may have opened a route, or closed one: which of two records is the stricter one nobody can say.
        for provider in next.settings.providers {
            let before = settings.providers.first { $0.name == provider.name }
            if let before, before != provider { places.append("providers.\(provider.name)") }
        }
        for upstream in next.settings.upstreams {
            let before = settings.upstreams.first { $0.id == upstream.id }
            if let before, before.provider?.name != upstream.provider?.name {
                places.append("upstreams.\(upstream.id).provider")
            }
        }
        return places.reduce(into: []) { list, place in
            if !list.contains(place), FieldGrammar.isConfiguredName(place), list.count < Self.mostPlaces {
                list.append(place)
            }
        }
    }

    /// What a record holds at most.
    private static let mostPlaces = 64
}

extension SearchDepth {
    /// More is found with more.
    fileprivate var rank: Int {
        switch self {
        case .none: 0
        case .structured: 1
        case .full: 2
        }
    }
}
