// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Routing
import StrictYAML

/// What an operator wrote of one upstream for the choice among those that policy allows.
package struct ProfileDocument: Sendable, Equatable {
    /// Its keys among those of an element of `upstreams:`.
    static let keys = [
        "weight", "priority", "price", "context", "abilities", "max_concurrent", "zero_retention", "takes_preferences",
    ]

    /// Without its name, which is not known to be one yet.
    private var profile = UpstreamProfile(id: UpstreamID(rawValue: ""))

    /// Nothing written: every default.
    package init() {}

    /// Reads its keys of a mapping.
    init(_ mapping: YAMLMapping) throws(DocumentError) {
        if let value = mapping.optional("weight") {
            profile.weight = try value.double()
            guard (0...1_000_000).contains(profile.weight) else {
                throw value.error(.invalidValue, "expected 0 to 1000000; 0 is tried after all others")
            }
        }
        if let value = mapping.optional("priority") { profile.priority = try value.integer(in: 0...1_000) }
        if let value = mapping.optional("price") { profile.price = try Self.price(value) }
        if let value = mapping.optional("context") { profile.context = try value.integer(in: 1...1_000_000_000) }
        if let value = mapping.optional("abilities") {
            var abilities: Set<Ability> = []
            for element in try value.elements() { abilities.insert(try element.word(of: Ability.self)) }
            profile.abilities = abilities
        }
        if let value = mapping.optional("max_concurrent") {
            profile.maxConcurrent = try value.integer(in: 1...1_000_000)
        }
        if let value = mapping.optional("zero_retention") { profile.keepsNothing = try value.boolean() }
        if let value = mapping.optional("takes_preferences") { profile.takesPreferences = try value.boolean() }
    }

    /// What it means for an upstream of a name.
    package func profile(of id: UpstreamID) -> UpstreamProfile {
        var named = profile
        named.id = id
        return named
    }

    private static func price(_ node: YAMLNode) throws(DocumentError) -> TokenPrice {
        let mapping = try node.mapping(keys: ["input", "output", "currency"])
        let (input, output) = (try mapping.required("input"), try mapping.required("output"))
        for value in [input, output] where try !(0...1_000_000_000).contains(value.double()) {
            throw value.error(.invalidValue, "expected a price of a million tokens, 0 or more")
        }
        guard let currency = mapping.optional("currency") else {
            return TokenPrice(input: try input.double(), output: try output.double(), currency: TokenPrice.noCurrency)
        }
        let code = try currency.string()
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else {
            throw currency.error(.invalidValue, "expected a currency such as RUB (ISO 4217)")
        }
        return TokenPrice(input: try input.double(), output: try output.double(), currency: code)
    }
}
