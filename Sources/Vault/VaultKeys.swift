// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import PrivacyCore

/// The keys of one vault, from the vault key down. Scope and tenant keys are derived when asked for: three HMACs
/// cost less than the care a cache of keys needs.
struct VaultKeys: Sendable {
    private static let firstEpoch = 1

    /// Counts the vault keys the store has had; part of every record.
    let epoch: Int
    /// The vault key, taken in.
    private let vaultKey: HMAC<SHA256>

    /// Draws a vault key and wraps it with the root key.
    static func wrappedNew(by root: RootKey) -> WrappedVaultKey? {
        let context = wrappingContext(epoch: firstEpoch)
        let sealed = SealedBytes.seal(
            RandomBytes.bytes(RootKey.length), under: root.key.derived(for: .vaultWrapping), context: context)
        return sealed.map { WrappedVaultKey(epoch: firstEpoch, sealed: $0) }
    }

    /// Opens the wrapped vault key. Its commitment is the check value: another root key is `keyWrong`.
    init(_ wrapped: WrappedVaultKey, root: RootKey) throws(VaultError) {
        let context = Self.wrappingContext(epoch: wrapped.epoch)
        do {
            let bytes = try SealedBytes.open(
                wrapped.sealed, under: root.key.derived(for: .vaultWrapping), context: context)
            vaultKey = HMAC(key: SymmetricKey(data: bytes))
        } catch {
            throw VaultError(code: error == .otherKey ? .keyWrong : .corrupt)
        }
        epoch = wrapped.epoch
    }

    /// The key of everything a tenant has.
    func tenantKey(_ tenant: TenantID) -> SymmetricKey {
        vaultKey.derived(for: .tenant, context: LengthPrefixed(Array(tenant.rawValue.utf8)).bytes)
    }

    private static func wrappingContext(epoch: Int) -> [UInt8] {
        LengthPrefixed(Array(KeyPurpose.vaultWrapping.rawValue.utf8), Array(String(epoch).utf8)).bytes
    }
}
