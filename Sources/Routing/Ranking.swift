// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc
import PrivacyCore

/// A candidate while it is ordered: numbers alone, so that ordering copies nothing.
struct Entry {
    /// What goes before every strategy, compared from the top.
    struct Group: Comparable {
        let availability: Int
        let model: Int
        let preference: Int
        let size: Int
        let tier: Int
        /// 1 for who goes behind its equals, else 0.
        let doubt: Int

        private var parts: (Int, Int, Int, Int, Int, Int) { (availability, model, preference, size, tier, doubt) }

        static func < (left: Self, right: Self) -> Bool { left.parts < right.parts }
    }

    /// The candidate's place among those given.
    let index: Int
    let group: Group
    /// What the strategy compares within a group: the smallest goes first.
    let key: Double

    static func < (left: Self, right: Self) -> Bool {
        if left.group != right.group { return left.group < right.group }
        return (left.key, left.index) < (right.key, right.index)
    }

    /// Whether it would come before another if both were in rotation, so far as that is not a matter of the strategy.
    func ranksBefore(_ other: Entry) -> Bool {
        let mine = (group.model, group.preference, group.size, group.tier, index)
        return mine < (other.group.model, other.group.preference, other.group.size, other.group.tier, other.index)
    }
}

/// The strategy of one request: what the operator says, or the request's own `sort` before it.
struct Ranking {
    private let needs: RequestNeeds
    private let strategy: RoutingOptions.Strategy
    /// Whether the conversation has a place of its own.
    private let isSticky: Bool
    /// How many names the request's `order` has.
    private let preferred: Int
    /// The strategy's own.
    private let reason: RouteReason

    init(_ options: RoutingOptions, _ needs: RequestNeeds, _ preferences: RoutePreferences?) {
        self.needs = needs
        preferred = preferences?.order.count ?? 0
        strategy =
            switch preferences?.sort {
            case nil: options.strategy
            case .price: .cheapest
            // What an upstream writes in a second is not measured; what answers soon is the nearest to it.
            case .throughput, .latency: .latency
            }
        isSticky = options.sticky == .conversation && !needs.conversation.isEmpty && preferences?.sort == nil
        reason =
            switch strategy {
            case _ where preferences?.sort != nil: .preference
            case .order: .order
            case .weighted: .weight
            case .cheapest: .price
            case .latency: .latency
            }
    }

    /// Whether it goes behind its equals. Those in doubt do, unless the order or the price is what counts: there only the breaker
    /// changes it. A weight of 0 does too, so that it stays behind those in doubt.
    func isBehindItsEquals(_ profile: UpstreamProfile, _ standing: UpstreamStanding) -> Bool {
        switch strategy {
        case .order, .cheapest: false
        case .latency: standing.isDoubted
        case .weighted: standing.isDoubted || profile.weight <= 0
        }
    }

    /// What the strategy compares.
    func key(
        of profile: UpstreamProfile, _ standing: UpstreamStanding, using random: inout some RandomNumberGenerator
    ) -> Double {
        switch strategy {
        case .order: return 0
        case .cheapest: return profile.price?.cost(of: needs) ?? .infinity
        case .latency: return standing.cost
        case .weighted:
            // Sorting by an exponential of rate `weight` draws in the proportion of the weights, without putting back
            // (Efraimidis and Spirakis 2006).
            guard profile.weight > 0 else { return .infinity }
            let draw = isSticky ? needs.draw(for: profile.id) : Double.random(in: 0..<1, using: &random)
            return -log1p(-draw) / profile.weight
        }
    }

    /// Orders the entries, and says why each stands where it does.
    func choices(
        of entries: [Entry], _ candidates: [Router.Candidate], using random: inout some RandomNumberGenerator
    ) -> [Router.Choice] {
        var sorted = entries.sorted(by: <)
        var choices: [Router.Choice] = []
        choices.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            let group = sorted[start].group
            let end = sorted[start...].firstIndex { $0.group != group } ?? sorted.count
            var first = reason
            if end - start > 1, strategy == .latency {
                first = moveFirst(of: start..<end, in: &sorted, candidates, using: &random)
            } else if end - start > 1, strategy == .weighted, isSticky {
                first = .sticky
            }
            let isPreferred = group.preference < preferred
            for place in start..<end {
                let own = isPreferred ? .preference : place == start ? first : reason
                choices.append(Router.Choice(index: sorted[place].index, reason: own))
            }
            start = end
        }
        return noted(choices, of: sorted)
    }

    /// Puts first, of a group in the order of costs, where the conversation has its place, or else the sooner of two drawn
    /// by chance.
    private func moveFirst(
        of range: Range<Int>, in entries: inout [Entry], _ candidates: [Router.Candidate],
        using random: inout some RandomNumberGenerator
    ) -> RouteReason {
        if isSticky {
            let draws = range.map { needs.draw(for: candidates[entries[$0].index].profile.id) }
            let home = range.lowerBound + (draws.indices.min { draws[$0] < draws[$1] } ?? 0)
            // A place that has become slow is left: what is kept there is worth less than the wait.
            if entries[home].key <= 2 * entries[range.lowerBound].key {
                entries.insert(entries.remove(at: home), at: range.lowerBound)
                return .sticky
            }
        }
        let one = Int.random(in: 0..<range.count, using: &random)
        let other = (one + Int.random(in: 1..<range.count, using: &random)) % range.count
        entries.insert(entries.remove(at: range.lowerBound + min(one, other)), at: range.lowerBound)
        return reason
    }

    /// The first says so where one before it by all but the strategy is out or full: otherwise it would not be first.
    private func noted(_ choices: [Router.Choice], of sorted: [Entry]) -> [Router.Choice] {
        guard let first = sorted.first, first.group.availability == 0,
            sorted.contains(where: { $0.group.availability > 0 && $0.ranksBefore(first) })
        else { return choices }
        return [Router.Choice(index: first.index, reason: .health)] + choices.dropFirst()
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
