// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import Testing

@Suite struct RoutePreferencesTests {
    private let abc = ["a", "b", "c"].map { Places.profile($0) }

    private func order(_ change: (inout RoutePreferences) -> Void) throws -> [String] {
        var preferences = RoutePreferences()
        change(&preferences)
        return try Places.order(abc, preferring: preferences)
    }

    @Test func namedOnesComeFirstInTheirOrder() throws {
        #expect(try order { $0.order = ["c", "b"] } == ["c", "b", "a"])
        let choices = try Places.choices(
            abc,
            preferring: {
                var preferences = RoutePreferences()
                preferences.order = ["b"]
                return preferences
            }())
        #expect(choices.map(\.reason) == [.preference, .order, .order])
    }

    @Test func onlyAndIgnoreNarrow() throws {
        #expect(try order { $0.only = ["b"] } == ["b"])
        #expect(try order { $0.ignore = ["a", "c"] } == ["b"])
        #expect(
            try order {
                $0.order = ["c"]
                $0.allowsFallbacks = false
            } == ["c"])
    }

    @Test func nothingIsAddedWhateverIsNamed() throws {
        #expect(try order { $0.order = ["elsewhere", "b"] } == ["b", "a", "c"])
        #expect(throws: Router.Refusal.preferences) { try order { $0.only = ["elsewhere"] } }
    }

    @Test func whoKeepsDataIsLeftOutWhereTheRequestSaysSo() throws {
        let profiles = [Places.profile("a"), Places.profile("b") { $0.keepsNothing = true }]
        var preferences = RoutePreferences()
        preferences.keepsNothing = true
        #expect(try Places.order(profiles, preferring: preferences) == ["b"])
    }

    @Test func aPriceThatIsTooHighOrUnknownIsLeftOut() throws {
        let profiles = [
            Places.profile("unknown"),
            Places.profile("dear") { $0.price = TokenPrice(input: 9, output: 9, currency: "USD") },
            Places.profile("roubles") { $0.price = TokenPrice(input: 1, output: 1, currency: "RUB") },
            Places.profile("fair") { $0.price = TokenPrice(input: 2, output: 4, currency: "USD") },
        ]
        var preferences = RoutePreferences()
        preferences.maxPrice = RoutePreferences.MaxPrice(prompt: 3)
        #expect(try Places.order(profiles, preferring: preferences) == ["fair"])
        preferences.maxPrice = RoutePreferences.MaxPrice(prompt: 3, completion: 3)
        #expect(throws: Router.Refusal.preferences) { try Places.order(profiles, preferring: preferences) }
    }

    @Test func sortGoesBeforeTheOperatorsStrategy() throws {
        let profiles = [
            Places.profile("dear") { $0.price = TokenPrice(input: 9, output: 9, currency: "USD") },
            Places.profile("cheap") { $0.price = TokenPrice(input: 1, output: 1, currency: "USD") },
        ]
        var preferences = RoutePreferences()
        preferences.sort = .price
        let choices = try Places.choices(profiles, preferring: preferences)
        #expect(choices.map(\.index) == [1, 0])
        #expect(choices[0].reason == .preference)
    }
}
