// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import Telemetry
package import Vault

/// A vault whose operations are timed.
package struct MeasuredVault: Vaulting {
    private let vault: any Vaulting
    private let metrics: VaultMetrics

    init(_ vault: any Vaulting, _ metrics: VaultMetrics) {
        self.vault = vault
        self.metrics = metrics
    }

    package func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        // Where everything is known already there is nothing to ask, and nothing to time.
        guard !entries.isEmpty else { return [] }
        return try await timed("tokenize") { () async throws(VaultError) in
            try await vault.tokenize(entries, in: scope)
        }
    }

    package func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        try await timed("reveal") { () async throws(VaultError) in try await vault.reveal(tokens, in: scope) }
    }

    package func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        try await timed("contents") { () async throws(VaultError) in
            try await vault.contents(of: scope, limit: limit)
        }
    }

    private func timed<Result>(
        _ operation: String, _ body: () async throws(VaultError) -> Result
    ) async throws(VaultError) -> Result {
        let started = ContinuousClock.now
        do throws(VaultError) {
            let result = try await body()
            metrics.operations.observe(.now - started, operation, "")
            return result
        } catch {
            metrics.operations.observe(.now - started, operation, "\(error.code)")
            throw error
        }
    }
}
