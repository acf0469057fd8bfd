// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Keeps sealed values: a plug-in point.
///
/// A store sees ciphertext and keyed fingerprints only; it is not trusted with more, and whatever it returns is
/// checked by the vault. All keys are bytes and are compared as bytes.
///
/// Contract, tested by `TokenStoreConformance`:
/// - A scope's records are invisible to every other scope.
/// - Within a scope, a token body, a value fingerprint, a subject family and a subject fingerprint are unique.
/// - `insert` is one transaction: all of the change is there or none of it; it is durable when the call returns.
/// - A record whose time has come is absent for every call that is given a later time, whether or not it was swept.
/// - A subject without a living record is absent too.
/// - Every failure is an error; nothing is retried for longer than the store's own time limit.
///
/// May differ: how many operations run at once, how long an operation waits, what `bytes` counts in statistics.
public protocol TokenStore: Sendable {
    /// The wrapped vault key; `nil` in a store that was never used.
    func vaultKey() async throws(TokenStoreError) -> WrappedVaultKey?

    /// Keeps the wrapped vault key if there is none yet, and returns the one that is kept: of two processes that
    /// start together on an empty store both get the same.
    func establish(_ key: WrappedVaultKey) async throws(TokenStoreError) -> WrappedVaultKey

    /// The living records and subjects of `scope` that have one of these fingerprints, in any order.
    func records(
        matching fingerprints: TokenFingerprints, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> TokenMatches

    /// The living records of `scope` that have one of these token bodies, in any order; unknown bodies are absent.
    func records(
        for bodies: [[UInt8]], in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken]

    /// The living records of `scope` issued last, newest first, at most `limit`.
    func newest(
        _ limit: Int, in scope: ScopeReference, at now: Int64
    ) async throws(TokenStoreError) -> [StoredToken]

    /// Writes a change, or nothing of it when it conflicts with what is there.
    func insert(_ change: TokenStoreChange, in scope: ScopeReference) async throws(TokenStoreError) -> InsertOutcome

    /// Removes every record and subject of a scope; returns the number of records removed.
    func erase(_ scope: ScopeReference) async throws(TokenStoreError) -> Int

    /// Removes the subject of a family, its key and its records; returns the number of records removed.
    func erase(family: [UInt8], in scope: ScopeReference) async throws(TokenStoreError) -> Int

    /// Removes records whose time has come and subjects left with none, until about `limit` records are gone or
    /// `limit` scopes were looked at; whole scopes at a time, so possibly a few records more.
    func removeExpired(at now: Int64, limit: Int) async throws(TokenStoreError) -> ExpirySweep

    /// Whether a change could be kept now; `/readyz` asks. Costs a small write when the last one failed, else a read.
    func probe() async -> Bool

    /// Counts, without contents.
    func statistics() async throws(TokenStoreError) -> TokenStoreStatistics
}
