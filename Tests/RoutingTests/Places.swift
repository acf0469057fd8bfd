// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import ZavesaTesting

/// Upstreams of these tests.
enum Places {
    /// An upstream by its name, with what a test says of it.
    static func profile(_ name: String, _ change: (inout UpstreamProfile) -> Void = { _ in }) -> UpstreamProfile {
        var profile = UpstreamProfile(id: UpstreamID(rawValue: name))
        change(&profile)
        return profile
    }

    /// The names in the order in which they would be tried.
    static func order(
        _ profiles: [UpstreamProfile], _ change: (inout RoutingOptions) -> Void = { _ in },
        needs: RequestNeeds = RequestNeeds(), preferring preferences: RoutePreferences? = nil,
        standing: [String: UpstreamStanding] = [:], seed: UInt64 = 1
    ) throws -> [String] {
        try choices(
            profiles, change, needs: needs, preferring: preferences, standing: standing, seed: seed
        ).map { profiles[$0.index].id.rawValue }
    }

    static func choices(
        _ profiles: [UpstreamProfile], _ change: (inout RoutingOptions) -> Void = { _ in },
        needs: RequestNeeds = RequestNeeds(), preferring preferences: RoutePreferences? = nil,
        standing: [String: UpstreamStanding] = [:], seed: UInt64 = 1
    ) throws -> [Router.Choice] {
        var options = RoutingOptions()
        change(&options)
        var random = SplitMix64(seed: seed)
        return try Router(options).order(
            profiles.map { Router.Candidate($0) }, for: needs, preferring: preferences,
            standings: profiles.map { standing[$0.id.rawValue] ?? UpstreamStanding() }, using: &random)
    }
}
