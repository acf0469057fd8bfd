// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What the rest of the program asks of the vault; `TokenVault` is the one implementation.
package protocol Vaulting: Sendable {
    /// Tokens for values, in the order given; equal value, type and scope give the same token for ever (until its
    /// time to live ends). Durable when it returns: one transaction for the whole batch.
    func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token]
    /// What tokens stand for in this scope; a token of another scope is simply absent (P9).
    func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken]
    /// The newest tokens issued in this scope, at most `limit`.
    func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken]
}
