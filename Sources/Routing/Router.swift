// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Orders the upstreams that policy allows: a pure function of the request, the standing of the upstreams and a source of
/// chance. It leaves out and orders; nothing in it can add an upstream.
package struct Router: Sendable {
    /// An upstream that may answer.
    package struct Candidate: Sendable {
        package let profile: UpstreamProfile
        /// Which of the request's models it would serve: 0 for its own, then those of `RoutePreferences.models`.
        package let model: Int

        package init(_ profile: UpstreamProfile, model: Int = 0) {
            self.profile = profile
            self.model = model
        }
    }

    /// One of the candidates, by its place among those given, and why it stands where it does.
    package struct Choice: Sendable, Equatable {
        package let index: Int
        package let reason: RouteReason
    }

    /// Why no candidate is left.
    package enum Refusal: Error, Sendable, Equatable {
        /// The request's preferences admit none.
        case preferences
        /// None is declared able.
        case abilities
    }

    private let options: RoutingOptions

    package init(_ options: RoutingOptions) { self.options = options }

    /// The candidates in the order in which they are to be tried: those in rotation with a place free, then those that are
    /// full, then those that are out. `standings`: how each stands; with another count than that of the candidates all count as
    /// free.
    package func order(
        _ candidates: [Candidate], for needs: RequestNeeds, preferring preferences: RoutePreferences? = nil,
        standings: [UpstreamStanding], using random: inout some RandomNumberGenerator
    ) throws(Refusal) -> [Choice] {
        let standings =
            standings.count == candidates.count
            ? standings : candidates.map { _ in UpstreamStanding() }
        var left = Array(candidates.indices)
        if let preferences {
            left = left.filter { preferences.admits(candidates[$0].profile) }
            guard !left.isEmpty else { throw .preferences }
        }
        if !needs.abilities.isEmpty {
            left = left.filter { candidates[$0].profile.abilities.map(needs.abilities.isSubset) ?? true }
            guard !left.isEmpty else { throw .abilities }
        }
        let fitting = left.filter { needs.fits(candidates[$0].profile.context) }
        if !fitting.isEmpty { left = fitting }
        guard left.count > 1 else { return left.map { Choice(index: $0, reason: .only) } }
        let ranking = Ranking(options, needs, preferences)
        let entries = left.map { index in
            let profile = candidates[index].profile
            let group = Entry.Group(
                availability: standings[index].availability.rawValue, model: candidates[index].model,
                preference: preferences?.rank(of: profile) ?? 0,
                // An estimate refuses nobody: where nothing fits, the largest comes first.
                size: fitting.isEmpty ? -(profile.context ?? .max) : 0, tier: profile.priority,
                doubt: ranking.isBehindItsEquals(profile, standings[index]) ? 1 : 0)
            return Entry(index: index, group: group, key: ranking.key(of: profile, standings[index], using: &random))
        }
        return ranking.choices(of: entries, candidates, using: &random)
    }
}
