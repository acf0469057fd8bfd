// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension TokenVault {
    /// Control: ZV-VLT-04
    package func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        guard !tokens.isEmpty else { return [] }
        let name = ScopeName(scope, in: keys)
        let now = clock()
        let stored = try await asking {
            try await store.records(for: tokens.map { Array($0.body.utf8) }, in: name.reference, at: now)
        }
        // The body finds the record, but a token is its label too: under another label it was never issued.
        let asked = Set(tokens)
        return try open(stored, of: name, at: now).filter { asked.contains($0.token) }
    }

    package func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        guard limit > 0 else { return [] }
        let name = ScopeName(scope, in: keys)
        let now = clock()
        let stored = try await asking { try await store.newest(limit, in: name.reference, at: now) }
        return try open(stored, of: name, at: now)
    }

    /// Opens every record, or throws `corrupt`: a scope with a changed row gives nothing.
    private func open(
        _ stored: [StoredToken], of name: ScopeName, at now: Int64
    ) throws(VaultError) -> [RevealedToken] {
        guard !stored.isEmpty else { return [] }
        let scopeKeys = ScopeKeys(name)
        var revealed: [RevealedToken] = []
        revealed.reserveCapacity(stored.count)
        // Tokens of one person often follow each other.
        var owner: Owner?
        for entry in stored {
            let subject: Owner
            if let owner, owner.subject == entry.subject {
                subject = owner
            } else {
                subject = Owner(subject: entry.subject, key: try scopeKeys.key(of: entry.subject))
                owner = subject
            }
            let value = try scopeKeys.value(of: entry, of: subject)
            guard let token = Token(entry.record) else { throw VaultError(code: .corrupt) }
            let type = EntityType(rawValue: entry.record.type)
            revealed.append(
                RevealedToken(
                    token: token, type: type, value: Sensitive(value),
                    isFresh: limits.isFresh(expiring: entry.expires, at: now)))
        }
        return revealed
    }
}
