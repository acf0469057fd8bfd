// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Policy
package import PrivacyCore
import Synchronization

/// How many different quasi-identifiers each conversation has shown: an age, a town and an employer say together who
/// somebody is, and they need not come in one request.
///
/// Remembers keyed hashes and no values, of so many conversations of each tenant, the least recently used of which are
/// forgotten: no tenant makes another one's be forgotten. What
/// is forgotten counts anew from the next request, which brings its history along.
///
/// Control: ZV-DEI-05
package final class QuasiIdentifierCounts: Sendable {
    fileprivate struct Conversation {
        var seen: Set<UInt64> = []
        var lastUse: UInt64 = 0
    }

    fileprivate struct State {
        var conversations: [TenantID: [Scope: Conversation]] = [:]
        var uses: UInt64 = 0
    }

    /// Hashes kept of one conversation: no rule can ask for more.
    private static let mostValues = RuleCondition.mostQuasiIdentifiers

    private let mostConversations: Int
    private let state = Mutex(State())

    package init(mostConversations: Int = 4_096) {
        self.mostConversations = max(8, mostConversations)
    }

    /// How many conversations are remembered.
    package var count: Int { state.withLock { $0.conversations.values.reduce(0) { $0 + $1.count } } }

    /// Adds the values of a request and says how many its conversation has shown, these included. Without `keeps` it only
    /// says so.
    package func count(
        adding values: [(type: EntityType, value: [UInt8])], in scope: Scope, keeps: Bool = true
    ) -> Int {
        let hashes = values.map { Self.hash($0.type, $0.value, in: scope) }
        return state.withLock { state in
            guard keeps else { return (state.conversations[scope.tenant]?[scope]?.seen ?? []).union(hashes).count }
            state.uses += 1
            let known = state.conversations[scope.tenant] ?? [:]
            if known[scope] == nil, known.count >= mostConversations {
                state.forget(mostConversations / 8, of: scope.tenant)
            }
            var conversation = known[scope] ?? Conversation()
            conversation.lastUse = state.uses
            var seen = conversation.seen
            seen.formUnion(hashes)
            conversation.seen = seen.count > Self.mostValues ? Set(seen.sorted().prefix(Self.mostValues)) : seen
            state.conversations[scope.tenant, default: [:]][scope] = conversation
            return seen.count
        }
    }

    /// The scope's key is a secret of the tenant's: without it the hashes say nothing.
    private static func hash(_ type: EntityType, _ value: [UInt8], in scope: Scope) -> UInt64 {
        let bytes = Array(type.rawValue.utf8) + [0] + value
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: scope.key))
        return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension QuasiIdentifierCounts.State {
    /// Drops those of a tenant's conversations that were not used for longest.
    fileprivate mutating func forget(_ count: Int, of tenant: TenantID) {
        let oldest = (conversations[tenant] ?? [:]).sorted { $0.value.lastUse < $1.value.lastUse }.prefix(count)
        for (scope, _) in oldest { conversations[tenant]?[scope] = nil }
    }
}
