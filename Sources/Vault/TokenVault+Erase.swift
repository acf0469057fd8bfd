// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension TokenVault {
    /// Removes every value of a scope; returns how many there were.
    package func eraseScope(_ scope: Scope) async throws(VaultError) -> Int {
        let reference = ScopeName(scope, in: keys).reference
        return try await asking { try await store.erase(reference) }
    }

    /// Erases a person: removes the subject key and with it every value of this subject. Returns how many there were.
    ///
    /// Copies of the database made before hold the wrapped key until they end: erasure is whole when the last has.
    ///
    /// Control: ZV-VLT-08
    package func eraseSubject(_ subject: Sensitive<[UInt8]>, in scope: Scope) async throws(VaultError) -> Int {
        let scopeKeys = ScopeKeys(ScopeName(scope, in: keys))
        let fingerprint = subject.expose { scopeKeys.fingerprint(ofSubject: $0) }
        let now = clock()
        let query = TokenFingerprints(values: [], subjects: [fingerprint])
        let found = try await asking {
            try await store.records(matching: query, in: scopeKeys.reference, at: now)
        }
        guard let family = found.subjects.first?.family else { return 0 }
        return try await asking { try await store.erase(family: family, in: scopeKeys.reference) }
    }

    /// Erases whoever a token stands for, with every other value of the same subject. Returns how many there were.
    package func eraseSubject(of token: Token, in scope: Scope) async throws(VaultError) -> Int {
        let reference = ScopeName(scope, in: keys).reference
        let family = Array(token.body.utf8.prefix(TokenGrammar.familyLength))
        return try await asking { try await store.erase(family: family, in: reference) }
    }

    /// Removes about `limit` values whose time has come.
    package func removeExpired(limit: Int) async throws(VaultError) -> ExpirySweep {
        let now = clock()
        return try await asking { try await store.removeExpired(at: now, limit: limit) }
    }

    /// What the vault holds, as counts.
    package func statistics() async throws(VaultError) -> TokenStoreStatistics {
        try await asking { try await store.statistics() }
    }
}
