// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc
import PrivacyCore

/// A candidate while it is ordered.
struct Entry {
    /// What goes before every strategy, compared from the top.
    struct Group: Comparable {
        let availability: Int
        let model: Int
        let preference: Int
        let size: Int
        let tier: Int

        private var parts: (Int, Int, Int, Int, Int) { (availability, model, preference, size, tier) }

        static func < (left: Self, right: Self) -> Bool { left.parts < right.parts }
    }

    let index: Int
    let profile: UpstreamProfile
    let group: Group
    /// Of peak EWMA, in seconds times requests at work.
    let cost: Double
}

/// Orders candidates by group, and by the strategy within each.
struct Ranking {
    let options: RoutingOptions
    let needs: RequestNeeds
    let preferences: RoutePreferences?

    func choices(
        of entries: [Entry], using random: inout some RandomNumberGenerator
    ) -> [Router.Choice] {
        let sorted = entries.sorted { ($0.group, $0.index) < ($1.group, $1.index) }
        // Every upstream before it in the settings' order is out: worth saying, because otherwise it would not be here.
        let isDetour = sorted.first.map { first in
            first.group.availability == 0 && entries.contains { $0.group.availability > 0 && $0.ranksBefore(first) }
        }
        var choices: [Router.Choice] = []
        var rest = sorted[...]
        while let first = rest.first {
            let group = rest.prefix { $0.group == first.group }
            rest = rest.dropFirst(group.count)
            let (ordered, reason) = order(Array(group), using: &random)
            let isPreferred = preferences.map { first.group.preference < $0.order.count } ?? false
            choices += ordered.enumerated().map { place, entry in
                let own = isPreferred ? .preference : place == 0 ? reason : self.reason
                return Router.Choice(index: entry.index, reason: own)
            }
        }
        guard isDetour == true, let first = choices.first else { return choices }
        return [Router.Choice(index: first.index, reason: .health)] + choices.dropFirst()
    }

    private var strategy: RoutingOptions.Strategy {
        switch preferences?.sort {
        case nil: options.strategy
        case .price: .cheapest
        // What an upstream writes in a second is not measured; what answers soon is the nearest to it.
        case .throughput, .latency: .latency
        }
    }

    private var reason: RouteReason {
        guard preferences?.sort == nil else { return .preference }
        return switch strategy {
        case .order: .order
        case .weighted: .weight
        case .cheapest: .price
        case .latency: .latency
        }
    }

    private func order(
        _ group: [Entry], using random: inout some RandomNumberGenerator
    ) -> (ordered: [Entry], reason: RouteReason) {
        guard group.count > 1 else { return (group, reason) }
        let isSticky = options.sticky == .conversation && !needs.conversation.isEmpty && preferences?.sort == nil
        switch strategy {
        case .order: return (group, reason)
        case .cheapest: return (group.stablySorted { $0.profile.price?.cost(of: needs) ?? .infinity }, reason)
        case .weighted:
            let ordered = group.stablySorted { entry in
                let draw = isSticky ? needs.draw(for: entry.profile.id) : Double.random(in: 0..<1, using: &random)
                return Self.key(draw, weight: entry.profile.weight)
            }
            return (ordered, isSticky ? .sticky : reason)
        case .latency:
            let byCost = group.stablySorted(by: \.cost)
            if isSticky, let home = group.stablySorted(by: { needs.draw(for: $0.profile.id) }).first,
                // A place that has become slow is left: what is kept there is worth less than the wait.
                home.cost <= 2 * byCost[0].cost || home.index == byCost[0].index
            {
                return ([home] + byCost.filter { $0.index != home.index }, .sticky)
            }
            let first = Int.random(in: 0..<group.count, using: &random)
            let second = (first + Int.random(in: 1..<group.count, using: &random)) % group.count
            let winner = group[first].cost <= group[second].cost ? group[first] : group[second]
            return ([winner] + byCost.filter { $0.index != winner.index }, reason)
        }
    }

    /// Sorting by it draws in the proportion of the weights, without putting back (Efraimidis and Spirakis 2006): an
    /// exponential of rate `weight`.
    private static func key(_ draw: Double, weight: Double) -> Double {
        guard weight > 0 else { return .infinity }
        return -log1p(-draw) / weight
    }
}

extension Entry {
    /// Whether it would come before another if both were in rotation, so far as that is not a matter of the strategy.
    fileprivate func ranksBefore(_ other: Entry) -> Bool {
        let mine = (group.model, group.preference, group.size, group.tier, index)
        return mine < (other.group.model, other.group.preference, other.group.size, other.group.tier, other.index)
    }
}

extension Array where Element == Entry {
    /// By a key that is made once an entry; equal ones stay as the settings list them.
    fileprivate func stablySorted(by key: (Entry) -> Double) -> [Entry] {
        map { (key($0), $0) }.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }
}

extension RequestNeeds {
    /// A number of 0 up to 1 for this conversation and upstream: the same every time, and as good as drawn by chance
    /// (rendezvous hashing, Thaler and Ravishankar 1998). FNV-1a, then the last steps of SplitMix64.
    fileprivate func draw(for upstream: UpstreamID) -> Double {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in conversation { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0xff) &* 0x100_0000_01b3
        for byte in upstream.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        hash ^= hash >> 31
        return Double(hash >> 11) * 0x1p-53
    }
}
