// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Vault

/// Three records of two subjects for the conformance suite: opaque bytes, as a store sees them.
struct StoreSample: Sendable {
    let scope: ScopeReference
    let now: Int64 = 1_000
    let expires: Int64 = 2_000
    let subjects = [
        SubjectRecord(
            family: Array("AAAA".utf8), fingerprint: [UInt8](repeating: 7, count: 32), wrappedKey: [1, 0, 1]),
        SubjectRecord(family: Array("BBBB".utf8), fingerprint: nil, wrappedKey: [2, 0, 0xFF]),
    ]

    init(scope: UInt8 = 1) {
        self.scope = ScopeReference(bytes: [UInt8](repeating: scope, count: 16))
    }

    var tokens: [TokenRecord] {
        [
            token(body: "AAAA0001", fingerprint: 1), token(body: "AAAA0002", fingerprint: 2, type: "B"),
            token(body: "BBBB0001", fingerprint: 3),
        ]
    }

    /// A record of the first subject that is not stored yet.
    var fresh: TokenRecord { token(body: "AAAA0003", fingerprint: 4) }

    /// The records as they are read back.
    var stored: [StoredToken] {
        zip(tokens, [subjects[0], subjects[0], subjects[1]]).map {
            StoredToken(record: $0, subject: $1, expires: expires)
        }
    }

    func token(body: String, fingerprint: UInt8, type: String = "A") -> TokenRecord {
        TokenRecord(
            body: Array(body.utf8), fingerprint: [UInt8](repeating: fingerprint, count: 32), type: type, label: "ANY",
            epoch: 1, sealed: [0, 0xFF, fingerprint, 0])
    }

    /// Inserts all three.
    func change(now: Int64? = nil, maxTokens: Int = 99) -> TokenStoreChange {
        let now = now ?? self.now
        var change = TokenStoreChange(expires: now + 1_000, now: now, maxTokens: maxTokens)
        change.newSubjects = subjects
        change.newTokens = tokens
        return change
    }

    /// The records of the sample that a store has.
    func all(in store: any TokenStore, at time: Int64? = nil) async throws -> [StoredToken] {
        try await store.records(for: tokens.map(\.body), in: scope, at: time ?? now)
    }
}
