// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension TokenVault {
    /// Conflicts in a row after which the store is called unavailable. One conflict means that somebody else was
    /// first or that a random draw was taken; each time the next look at the store shows what is there.
    private static let maxAttempts = 16

    /// Control: ZV-VLT-02
    package func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        guard !entries.isEmpty else { return [] }
        guard entries.allSatisfy({ $0.value.expose(\.count) <= limits.valueLength }) else {
            throw VaultError(code: .limit)
        }
        let scopeKeys = ScopeKeys(ScopeName(scope, in: keys))
        var batch = TokenizeBatch(entries, keys: scopeKeys)
        for _ in 0..<Self.maxAttempts {
            let now = clock()
            let query = batch.query
            let known = try await asking {
                try await store.records(matching: query, in: scopeKeys.reference, at: now)
            }
            let (tokens, change) = try batch.proposal(against: known, limits: limits, now: now)
            if change.isEmpty { return tokens }
            switch try await asking({ try await store.insert(change, in: scopeKeys.reference) }) {
            case .stored: return tokens
            case .full: throw VaultError(code: .limit)
            case .conflict(let families): batch.discard(families: families)
            }
        }
        throw VaultError(code: .unavailable)
    }
}
