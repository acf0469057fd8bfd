// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import Testing
import ZavesaTesting

@Suite struct RouterTests {
    private let abc = ["a", "b", "c"].map { Places.profile($0) }

    @Test func withoutAnythingSaidTheSettingsOrderHolds() throws {
        #expect(try Places.order(abc) == ["a", "b", "c"])
        #expect(try Places.choices(abc).map(\.reason) == [.order, .order, .order])
        #expect(try Places.choices([abc[0]]).map(\.reason) == [.only])
    }

    @Test func lowerTiersComeFirst() throws {
        let tiers = [("spare", 2), ("main", 0), ("second", 1)].map { name, tier in
            Places.profile(name) { $0.priority = tier }
        }
        #expect(try Places.order(tiers) == ["main", "second", "spare"])
    }

    @Test func whatIsOutOrFullComesLastAndTheReasonSaysSo() throws {
        let standing = ["a": UpstreamStanding(availability: .out), "b": UpstreamStanding(availability: .full)]
        let choices = try Places.choices(abc, standing: standing)
        #expect(choices.map { abc[$0.index].id.rawValue } == ["c", "b", "a"])
        #expect(choices[0].reason == .health)
        let last = try Places.choices(abc, standing: ["c": UpstreamStanding(availability: .out)])
        #expect(last[0].reason == .order)
    }

    @Test func whoFailsInARowGoesBehindItsEqualsButNotBehindAnotherTier() throws {
        let spare = Places.profile("spare") { $0.priority = 1 }
        let standing = ["a": UpstreamStanding(isDoubted: true)]
        for strategy in [RoutingOptions.Strategy.weighted, .latency] {
            for seed in 0..<UInt64(100) {
                let order = try Places.order(abc + [spare], { $0.strategy = strategy }, standing: standing, seed: seed)
                #expect(order.suffix(2) == ["a", "spare"])
            }
        }
        #expect(try Places.order(abc, standing: standing) == ["a", "b", "c"])
    }

    @Test func weightsAreSharesWithinThreeSigma() throws {
        let weights = ["a": 5.0, "b": 3.0, "c": 2.0]
        let profiles = weights.keys.sorted().map { name in Places.profile(name) { $0.weight = weights[name] ?? 0 } }
        let runs = 20_000
        var first: [String: Int] = [:]
        for seed in 0..<UInt64(runs) {
            first[try Places.order(profiles, { $0.strategy = .weighted }, seed: seed)[0], default: 0] += 1
        }
        for (name, weight) in weights {
            let share = weight / 10
            let sigma = (Double(runs) * share * (1 - share)).squareRoot()
            #expect(abs(Double(first[name] ?? 0) - Double(runs) * share) < 3 * sigma, "\(name)")
        }
    }

    @Test func aWeightOfZeroIsTriedAfterAllOthers() throws {
        let profiles = [Places.profile("spare") { $0.weight = 0 }, Places.profile("a"), Places.profile("b")]
        for seed in 0..<200 {
            #expect(try Places.order(profiles, { $0.strategy = .weighted }, seed: UInt64(seed)).last == "spare")
            let doubted = ["a": UpstreamStanding(isDoubted: true)]
            let order = try Places.order(
                profiles, { $0.strategy = .weighted }, standing: doubted, seed: UInt64(seed))
            #expect(order == ["b", "a", "spare"])
        }
    }

    @Test func theCheapestForWhatTheRequestNeedsComesFirst() throws {
        let profiles = [
            Places.profile("unpriced"),
            Places.profile("cheap-input") { $0.price = TokenPrice(input: 1, output: 50, currency: "RUB") },
            Places.profile("cheap-output") { $0.price = TokenPrice(input: 10, output: 2, currency: "RUB") },
        ]
        let cheapest: (inout RoutingOptions) -> Void = { $0.strategy = .cheapest }
        let long = RequestNeeds(inputTokens: 100_000, outputTokens: 100)
        let chatty = RequestNeeds(inputTokens: 100, outputTokens: 10_000)
        #expect(try Places.order(profiles, cheapest, needs: long) == ["cheap-input", "cheap-output", "unpriced"])
        #expect(try Places.order(profiles, cheapest, needs: chatty) == ["cheap-output", "cheap-input", "unpriced"])
    }

    @Test func ofTwoDrawnTheSoonerGoesFirstSoTheSlowestNeverDoes() throws {
        let costs = ["a": 0.2, "b": 0.3, "c": 9.0]
        let standing = costs.mapValues { UpstreamStanding(cost: $0) }
        var first: [String: Int] = [:]
        for seed in 0..<3_000 {
            let order = try Places.order(abc, { $0.strategy = .latency }, standing: standing, seed: UInt64(seed))
            first[order[0], default: 0] += 1
        }
        #expect(first["c"] == nil)
        // Of the three pairs two hold `a`.
        #expect(abs((first["a"] ?? 0) - 2_000) < 3 * 26)
    }

    @Test func whatCannotDoItIsLeftOut() throws {
        let profiles = [
            Places.profile("blind") { $0.abilities = [.tools] }, Places.profile("seeing") { $0.abilities = [.vision] },
            Places.profile("unsaid"),
        ]
        #expect(try Places.order(profiles, needs: RequestNeeds(abilities: [.vision])) == ["seeing", "unsaid"])
        #expect(throws: Router.Refusal.abilities) {
            try Places.order([profiles[0]], needs: RequestNeeds(abilities: [.vision, .tools]))
        }
    }

    @Test func aContextThatIsTooSmallIsLeftOutUnlessAllAre() throws {
        let profiles = [8_000, 32_000, 128_000].map { (size: Int) in Places.profile("c\(size)") { $0.context = size } }
        #expect(try Places.order(profiles, needs: RequestNeeds(inputTokens: 20_000)) == ["c32000", "c128000"])
        let huge = try Places.order(profiles, needs: RequestNeeds(inputTokens: 900_000))
        #expect(huge == ["c128000", "c32000", "c8000"])
    }

    @Test(arguments: [RoutingOptions.Strategy.weighted, .latency])
    func aConversationStaysWhereItWasAndMovesOnlyWhenThatIsOut(strategy: RoutingOptions.Strategy) throws {
        let change: (inout RoutingOptions) -> Void = {
            $0.strategy = strategy
            $0.sticky = .conversation
        }
        var homes: [String: Int] = [:]
        for number in 0..<300 {
            let needs = RequestNeeds(conversation: Array("conversation \(number)".utf8))
            let first = try Places.order(abc, change, needs: needs, seed: 1)[0]
            for seed in 2..<6 { #expect(try Places.order(abc, change, needs: needs, seed: UInt64(seed))[0] == first) }
            homes[first, default: 0] += 1
            // Those of the others do not move when one leaves.
            let gone = try #require(["a", "b", "c"].first { $0 != first })
            let standing = [gone: UpstreamStanding(availability: .out)]
            #expect(try Places.order(abc, change, needs: needs, standing: standing, seed: 7)[0] == first)
        }
        #expect(homes.count == 3 && homes.values.allSatisfy { $0 > 60 })
    }

    @Test func aConversationLeavesAPlaceThatHasBecomeSlow() throws {
        let change: (inout RoutingOptions) -> Void = {
            $0.strategy = .latency
            $0.sticky = .conversation
        }
        let needs = RequestNeeds(conversation: [1, 2, 3])
        let home = try Places.order(abc, change, needs: needs)[0]
        var standing = ["a", "b", "c"].reduce(into: [:]) { $0[$1] = UpstreamStanding(cost: 1) }
        standing[home] = UpstreamStanding(cost: 1.9)
        #expect(try Places.order(abc, change, needs: needs, standing: standing)[0] == home)
        standing[home] = UpstreamStanding(cost: 2.1)
        #expect(try Places.order(abc, change, needs: needs, standing: standing)[0] != home)
    }

    /// What is printed is the figure; the limit is what a debug build on a busy machine keeps.
    @Test func theChoiceIsQuick() throws {
        let profiles = (0..<8).map { number in
            Places.profile("upstream-\(number)") { profile in
                profile.weight = Double(number + 1)
                profile.abilities = [.tools, .vision]
                profile.context = 128_000
            }
        }
        var options = RoutingOptions()
        options.strategy = .weighted
        options.sticky = .conversation
        let router = Router(options)
        let board = UpstreamBoard()
        let needs = RequestNeeds(abilities: [.tools], inputTokens: 4_000, conversation: Array(repeating: 7, count: 32))
        var random = SplitMix64(seed: 1)
        let runs = 2_000
        let clock = ContinuousClock()
        let time = try clock.measure {
            for _ in 0..<runs {
                let candidates = profiles.map { Router.Candidate($0) }
                _ = try router.order(
                    candidates, for: needs, standings: board.standings(of: candidates), using: &random)
            }
        }
        print("route_choice_us", time / .microseconds(1) / Double(runs))
        #expect(time < .milliseconds(1) * runs)
    }
}
