// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore

/// Names scopes: what a conversation is called without saying anything about it (DESIGN §5).
///
/// The key of a scope is HMAC-SHA-256 under the tenant's key, so that a list of scopes tells nobody who talked about
/// what, and so that two callers who open with the same words share nothing.
package struct ScopeDeriver: Sendable {
    /// How a conversation is told from others.
    package enum Conversation: Sendable {
        /// By the id the client sent, or the case it named.
        case named(Sensitive<[UInt8]>)
        /// By how it opens: the leading system messages and the first user message, in order, as UTF-8.
        case opening([Sensitive<[UInt8]>])
    }

    let keys: VaultKeys

    init(_ keys: VaultKeys) {
        self.keys = keys
    }

    /// The scope of a conversation or case. Each caller has its own; upstreams of another `domain` share no token.
    ///
    /// - Precondition: `kind` is not `tenant`, which has a scope of its own.
    package func scope(
        _ kind: Scope.Kind = .conversation, tenant: TenantID, caller: CallerID, domain: String = "shared",
        of conversation: Conversation
    ) -> Scope {
        precondition(kind != .tenant, "the scope of a tenant has no conversation")
        var identity = LengthPrefixed(Array(kind.rawValue.utf8), Array(caller.rawValue.utf8))
        switch conversation {
        case .named(let name):
            identity.append("named".utf8)
            name.expose { identity.append($0) }
        case .opening(let messages):
            identity.append("opening".utf8)
            for message in messages { message.expose { identity.append($0) } }
        }
        return scope(kind, tenant, caller, domain, identity)
    }

    /// The scope of everything a tenant has: its callers share tokens, which is what the operator asked for.
    package func tenantScope(_ tenant: TenantID, domain: String = "shared") -> Scope {
        let everyone = CallerID(rawValue: "*")
        return scope(.tenant, tenant, everyone, domain, LengthPrefixed(Array(Scope.Kind.tenant.rawValue.utf8)))
    }

    private func scope(
        _ kind: Scope.Kind, _ tenant: TenantID, _ caller: CallerID, _ domain: String, _ identity: LengthPrefixed
    ) -> Scope {
        let key = keys.tenantKey(tenant).derived(for: .conversation).fingerprint(of: identity.bytes)
        return Scope(kind: kind, tenant: tenant, caller: caller, domain: domain, key: key)
    }
}
