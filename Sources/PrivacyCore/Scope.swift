// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a token is valid: it resolves here and nowhere else (P9).
///
/// Two scopes are the same only when tenant, caller, domain and key all agree.
package struct Scope: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// One conversation (the default).
        case conversation
        /// A named case that spans conversations.
        case `case`
        /// Everything of a tenant.
        case tenant
    }

    package let kind: Kind
    package let tenant: TenantID
    package let caller: CallerID
    /// Upstreams that must not share tokens have different domains; `shared` otherwise.
    package let domain: String
    /// 32 bytes, HMAC-SHA-256 under the tenant's key: says nothing about the conversation without it.
    package let key: [UInt8]

    package init(kind: Kind, tenant: TenantID, caller: CallerID, domain: String = "shared", key: [UInt8]) {
        self.kind = kind
        self.tenant = tenant
        self.caller = caller
        self.domain = domain
        self.key = key
    }
}
