// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// How fast one scope may go; `nil` sets no limit.
package struct RateLimit: Sendable, Equatable {
    package var requestsPerMinute: Int?
    /// Tokens of models' vocabularies, in and out.
    package var tokensPerMinute: Int?
    /// Requests at once.
    package var concurrent: Int?
    /// Of these, streams.
    package var streams: Int?

    package init(
        requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, concurrent: Int? = nil, streams: Int? = nil
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.concurrent = concurrent
        self.streams = streams
    }
}

/// The rates of all scopes, as configured.
package struct RateTable: Sendable, Equatable {
    /// One scope and its limit.
    package struct Row: Sendable, Equatable {
        package let scope: LimitScope
        package let limit: RateLimit

        package init(scope: LimitScope, limit: RateLimit) {
            self.scope = scope
            self.limit = limit
        }
    }

    /// Each caller's where the caller has none of its own.
    package var standard: RateLimit?
    package var tenants: [TenantID: RateLimit]
    package var callers: [LimitScope: RateLimit]

    package init(
        standard: RateLimit? = nil, tenants: [TenantID: RateLimit] = [:], callers: [LimitScope: RateLimit] = [:]
    ) {
        self.standard = standard
        self.tenants = tenants
        self.callers = callers
    }

    /// What a caller's requests are held to: its own limit and its organisation's.
    package func rows(of caller: CallerID, in tenant: TenantID) -> [Row] {
        let scope = LimitScope.caller(tenant, caller)
        let own = (callers[scope] ?? standard).map { Row(scope: scope, limit: $0) }
        return [own, tenants[tenant].map { Row(scope: .tenant(tenant), limit: $0) }].compactMap(\.self)
    }
}
