// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Limits
import PrivacyCore
package import Proxy
package import StrictYAML

/// The `limits:` section as an operator wrote it: what a connection may use, and what callers may.
package struct LimitsDocument: Sendable, Equatable {
    /// Of the listeners.
    package var server = ServerLimits()
    /// Of callers and organisations.
    package var table = LimitTable()

    /// Nothing written: every default.
    package init() {}

    /// Reads the section.
    package init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(keys: [
            "body", "headers", "idle", "arrival", "connections", "connections_per_peer", "write", "drain",
            "drain_delay",
            "rates", "budgets", "output_tokens", "media_tokens",
        ])
        if let body = mapping.optional("body") { server.bodyBytes = try body.byteCount() }
        if let headers = mapping.optional("headers") { server.headerBytes = try headers.byteCount() }
        if let idle = mapping.optional("idle") { server.idle = try idle.duration() }
        if let arrival = mapping.optional("arrival") { server.arrival = try arrival.duration() }
        if let write = mapping.optional("write") { server.write = try write.duration() }
        if let drain = mapping.optional("drain") { server.drain = try drain.duration() }
        if let delay = mapping.optional("drain_delay") {
            server.drainDelay = try delay.string() == "0s" ? .zero : try delay.duration()
        }
        if let connections = mapping.optional("connections") { server.connections = try connections.count() }
        if let peer = mapping.optional("connections_per_peer") { server.connectionsPerPeer = try peer.count() }
        if let tokens = mapping.optional("output_tokens") { table.outputTokens = try tokens.count() }
        if let tokens = mapping.optional("media_tokens") { table.mediaTokens = try tokens.count() }
        if let rates = mapping.optional("rates") { table.rates = try Self.rates(rates) }
        for budget in try mapping.optional("budgets")?.elements() ?? [] {
            let read = try Self.budget(budget)
            guard !table.budgets.contains(where: { $0.scope == read.scope && $0.period == read.period }) else {
                throw budget.error(.invalidValue, "expected one budget for each scope and period")
            }
            table.budgets.append(read)
        }
    }

    private static func rates(_ node: YAMLNode) throws(DocumentError) -> RateTable {
        let mapping = try node.mapping(keys: ["default", "tenants", "callers"])
        var table = RateTable()
        if let standard = mapping.optional("default") { table.standard = try rate(standard) }
        for (name, value) in try mapping.optional("tenants")?.pairs() ?? [] {
            table.tenants[TenantID(rawValue: name)] = try rate(value)
        }
        for (name, value) in try mapping.optional("callers")?.pairs() ?? [] {
            table.callers[try caller(name, at: value)] = try rate(value)
        }
        return table
    }

    private static func rate(_ node: YAMLNode) throws(DocumentError) -> RateLimit {
        let mapping = try node.mapping(keys: ["requests_per_minute", "tokens_per_minute", "concurrent", "streams"])
        return RateLimit(
            requestsPerMinute: try mapping.optional("requests_per_minute")?.count(),
            tokensPerMinute: try mapping.optional("tokens_per_minute")?.count(),
            concurrent: try mapping.optional("concurrent")?.count(), streams: try mapping.optional("streams")?.count())
    }

    private static func budget(_ node: YAMLNode) throws(DocumentError) -> Budget {
        let mapping = try node.mapping(keys: ["tenant", "caller", "per", "tokens", "money", "zone"])
        let scope: LimitScope
        switch (mapping.optional("tenant"), mapping.optional("caller")) {
        case (let tenant?, nil): scope = .tenant(TenantID(rawValue: try tenant.string()))
        case (nil, let name?): scope = try caller(try name.string(), at: name)
        case (nil, nil): scope = .everybody
        default: throw node.error(.invalidValue, "expected tenant or caller, not both; neither means everybody")
        }
        let per = try mapping.required("per")
        guard let period = Budget.Period(rawValue: try per.string()) else {
            throw per.error(.invalidValue, "expected day or month")
        }
        let tokens = try mapping.optional("tokens")?.count()
        let money = try mapping.optional("money").map { money throws(DocumentError) in
            let amount = try money.double()
            guard amount > 0, amount <= 1_000_000_000 else {
                throw money.error(.invalidValue, "expected an amount over 0, in the currency of the upstreams' prices")
            }
            return Int(amount * 1_000_000)
        }
        guard tokens != nil || money != nil else { throw node.error(.invalidValue, "expected tokens, money or both") }
        let zone = try mapping.optional("zone").map { node throws(DocumentError) in try Self.zone(node) }
        return Budget(scope: scope, period: period, tokens: tokens, micros: money, zoneOffset: zone ?? 0)
    }

    /// `TENANT/NAME`, both as the keys file has them.
    private static func caller(_ name: String, at node: YAMLNode) throws(DocumentError) -> LimitScope {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw node.error(.invalidValue, "expected a caller as TENANT/NAME")
        }
        return .caller(TenantID(rawValue: String(parts[0])), CallerID(rawValue: String(parts[1])))
    }

    /// `UTC` or `+03:00`: where the clock does not change twice a year, no table of zones is needed.
    private static func zone(_ node: YAMLNode) throws(DocumentError) -> Int {
        let text = try node.string()
        if text == "UTC" { return 0 }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...14).contains(hours),
            (0...59).contains(minutes)
        else { throw node.error(.invalidValue, "expected UTC or an offset such as +03:00") }
        return (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
    }
}

extension YAMLNode {
    /// A whole number of at least 1.
    fileprivate func count() throws(DocumentError) -> Int {
        let count = try integer()
        guard (1...1_000_000_000_000).contains(count) else { throw error(.invalidValue, "expected at least 1") }
        return count
    }
}
