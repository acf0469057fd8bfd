// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Seals values, hands out tokens, reveals them inside their scope, erases subjects and scopes.
///
/// A value: who may use it shares it. All state is in the store; no value and no derived key outlives a call.
package struct TokenVault: Vaulting {
    /// Seconds since 1970.
    package typealias Clock = @Sendable () -> Int64

    /// Names the scopes of this vault.
    package let scopes: ScopeDeriver

    let store: any TokenStore
    let keys: VaultKeys
    let limits: VaultLimits
    let clock: Clock

    /// Opens the vault of a store. A root key is made only for a store that was never used; a store that was in use
    /// is refused without its key (`keyMissing`) and with another (`keyWrong`).
    package init(
        store: any TokenStore, keys provider: any KeyProvider, limits: VaultLimits = VaultLimits(),
        clock: @escaping Clock = { Int64(Date().timeIntervalSince1970) }
    ) async throws(VaultError) {
        let keys = try await Self.unlock(store, provider)
        self.keys = keys
        self.store = store
        self.limits = limits
        self.clock = clock
        scopes = ScopeDeriver(keys)
    }

    /// Throws unless the root key opens this vault key. Makes nothing: for a backup before it is restored.
    package static func check(
        _ wrapped: WrappedVaultKey, keys provider: any KeyProvider
    ) async throws(VaultError) {
        _ = try VaultKeys(wrapped, root: try await rootKey(of: provider))
    }

    private static func unlock(
        _ store: any TokenStore, _ provider: any KeyProvider
    ) async throws(VaultError) -> VaultKeys {
        if let wrapped = try await asking({ try await store.vaultKey() }) {
            return try VaultKeys(wrapped, root: try await rootKey(of: provider))
        }
        // Records without a key row: somebody lost the key. A new one would hide that.
        guard try await asking({ try await store.statistics() }).tokens == 0 else {
            throw VaultError(code: .keyMissing)
        }
        let root = try await rootKey(of: provider, makingOne: true)
        guard let new = VaultKeys.wrappedNew(by: root) else { throw VaultError(code: .unavailable) }
        return try VaultKeys(try await asking { try await store.establish(new) }, root: root)
    }

    private static func rootKey(
        of provider: any KeyProvider, makingOne: Bool = false
    ) async throws(VaultError) -> RootKey {
        do {
            do {
                return try await provider.rootKey()
            } catch  where error.code == .missing && makingOne {
                return try await provider.generate()
            }
        } catch {
            throw VaultError(error)
        }
    }
}
