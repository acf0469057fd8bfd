// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Routing

/// Reads OpenRouter's `provider` and `models` (its documentation of provider routing as of November 2026).
struct PreferenceReader {
    /// The members it reads.
    static let members = ["provider", "models"]

    private static let known = [
        "order", "only", "ignore", "sort", "data_collection", "zdr", "max_price", "allow_fallbacks",
        "require_parameters",
    ]
    /// Names in one list.
    private static let limit = 32

    private let scan: JSONScan

    init(_ scan: JSONScan) { self.scan = scan }

    /// `nil` where the request has neither member.
    func preferences() throws(ProviderError) -> RoutePreferences? {
        let (provider, models) = (scan.member("provider", of: 0), scan.member("models", of: 0))
        guard provider != nil || models != nil else { return nil }
        var preferences = RoutePreferences()
        if let models, scan.nodes[models].kind != .null { preferences.models = try names(models, "models") }
        guard let provider, scan.nodes[provider].kind != .null else { return preferences }
        guard scan.nodes[provider].kind == .object else { throw refusal("provider is an object") }
        for key in scan.children(of: provider) {
            let name = scan.string(key)
            guard Self.known.contains(name) else {
                throw refusal("provider takes \(Self.known.joined(separator: ", ")), and nothing else here.")
            }
            guard scan.nodes[key + 1].kind != .null else { continue }
            try read(name, key + 1, &preferences)
        }
        return preferences
    }

    private func read(_ name: String, _ value: Int, _ preferences: inout RoutePreferences) throws(ProviderError) {
        switch name {
        case "order": preferences.order = try names(value, name).map { $0.lowercased() }
        case "only": preferences.only = try names(value, name).map { $0.lowercased() }
        case "ignore": preferences.ignore = try names(value, name).map { $0.lowercased() }
        case "allow_fallbacks": preferences.allowsFallbacks = try flag(value, name)
        // A parameter that an upstream has no place for is an error or the next upstream, whether asked for or not.
        case "require_parameters": _ = try flag(value, name)
        case "zdr": if try flag(value, name) { preferences.keepsNothing = true }
        case "data_collection":
            switch try word(value, name) {
            case "allow": break
            case "deny": preferences.keepsNothing = true
            default: throw refusal("provider.data_collection is allow or deny")
            }
        case "sort":
            guard let sort = RoutePreferences.Sort(rawValue: try word(value, name)) else {
                throw refusal("provider.sort is price, throughput or latency")
            }
            preferences.sort = sort
        default: preferences.maxPrice = try price(value)
        }
    }

    private func price(_ value: Int) throws(ProviderError) -> RoutePreferences.MaxPrice {
        let expected = refusal("provider.max_price has prompt and completion, numbers of US dollars a million tokens")
        guard scan.nodes[value].kind == .object else { throw expected }
        var price = RoutePreferences.MaxPrice()
        for key in scan.children(of: value) {
            let kind = scan.nodes[key + 1].kind
            guard kind == .number || kind == .string, let number = Double(scan.string(key + 1)), number >= 0 else {
                throw expected
            }
            switch scan.string(key) {
            case "prompt": price.prompt = number
            case "completion": price.completion = number
            default: throw expected
            }
        }
        return price
    }

    private func names(_ value: Int, _ name: String) throws(ProviderError) -> [String] {
        let expected = refusal("\(name) is a list of at most \(Self.limit) names")
        guard scan.nodes[value].kind == .array else { throw expected }
        var names: [String] = []
        for element in scan.children(of: value) {
            guard scan.nodes[element].kind == .string, names.count < Self.limit else { throw expected }
            names.append(scan.string(element))
        }
        return names
    }

    private func flag(_ value: Int, _ name: String) throws(ProviderError) -> Bool {
        switch scan.nodes[value].kind {
        case .true: return true
        case .false: return false
        default: throw refusal("provider.\(name) is true or false")
        }
    }

    private func word(_ value: Int, _ name: String) throws(ProviderError) -> String {
        guard scan.nodes[value].kind == .string else { throw refusal("provider.\(name) is a word") }
        return scan.string(value)
    }

    private func refusal(_ expectation: String) -> ProviderError {
        ProviderError(code: .invalidBody, expectation: expectation)
    }
}
