// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Vault

/// Hands out tokens that nobody keeps: what a request would look like, without a trace of it.
struct PreviewVault: Vaulting {
    func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        entries.compactMap { entry in
            let body = (0..<TokenGrammar.bodyLength).compactMap { _ in TokenGrammar.alphabet.randomElement() }
            return Token(label: entry.label, body: String(decoding: body, as: UTF8.self))
        }
    }

    func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] { [] }

    func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] { [] }
}
