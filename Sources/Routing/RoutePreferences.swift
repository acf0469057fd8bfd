// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What a request itself prefers among the upstreams that policy allows: OpenRouter's `provider` and `models`. It narrows and
/// orders; it never adds.
package struct RoutePreferences: Sendable, Equatable {
    package enum Sort: String, Sendable, CaseIterable { case price, throughput, latency }

    /// The most that a request pays for a million tokens, in US dollars as OpenRouter counts.
    package struct MaxPrice: Sendable, Equatable {
        package var prompt: Double?
        package var completion: Double?

        package init(prompt: Double? = nil, completion: Double? = nil) {
            self.prompt = prompt
            self.completion = completion
        }
    }

    /// Names in small letters, tried first and in this order.
    package var order: [String] = []
    /// Names in small letters; empty for all.
    package var only: [String] = []
    /// Names in small letters.
    package var ignore: [String] = []
    /// Whether others may answer where the first choice does not.
    package var allowsFallbacks = true
    package var sort: Sort?
    /// Whether only those may answer that keep nothing (`data_collection: deny`, `zdr: true`).
    package var keepsNothing = false
    package var maxPrice: MaxPrice?
    /// Models to take where the request's own has no upstream or none that answers, in this order.
    package var models: [String] = []

    package init() {}

    /// Every name that the request gives an upstream.
    package var names: [String] { order + only + ignore }

    /// Whether an upstream may answer.
    func admits(_ profile: UpstreamProfile) -> Bool {
        let name = profile.id.rawValue.lowercased()
        guard only.isEmpty || only.contains(name), !ignore.contains(name) else { return false }
        guard allowsFallbacks || order.isEmpty || order.contains(name) else { return false }
        guard !keepsNothing || profile.keepsNothing else { return false }
        guard let maxPrice else { return true }
        guard let price = profile.price, price.currency == "USD" else { return false }
        return price.input <= maxPrice.prompt ?? .infinity && price.output <= maxPrice.completion ?? .infinity
    }

    /// The place of an upstream in `order`; after all of them where it is not named.
    func rank(of profile: UpstreamProfile) -> Int {
        order.firstIndex(of: profile.id.rawValue.lowercased()) ?? order.count
    }
}
