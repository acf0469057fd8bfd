// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Vault

/// A vault that makes and opens no tokens while it is sealed.
///
/// A request that has its tokens already is still sent and restored from what it holds in memory; and those who have the
/// vault beneath, the removal of expired values and the probe, go on.
///
/// Control: ZV-LOC-01
package struct SealableVault: Vaulting {
    private let vault: any Vaulting
    private let seal: VaultSeal

    init(_ vault: any Vaulting, _ seal: VaultSeal) {
        self.vault = vault
        self.seal = seal
    }

    package func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        try check()
        return try await vault.tokenize(entries, in: scope)
    }

    package func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        try check()
        return try await vault.reveal(tokens, in: scope)
    }

    package func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        try check()
        return try await vault.contents(of: scope, limit: limit)
    }

    private func check() throws(VaultError) {
        guard !seal.isClosed else { throw VaultError(code: .unavailable) }
    }
}
