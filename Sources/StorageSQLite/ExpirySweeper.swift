// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Vault

/// Removes values whose time has come, in small transactions, for as long as it runs.
package struct ExpirySweeper: Sendable {
    /// Records a transaction removes: a request waits for one of them at most.
    private static let batch = 500

    private let vault: TokenVault
    private let store: SQLiteTokenStore
    private let interval: Duration
    private let onSweep: @Sendable (Int) async -> Void
    private let onFailure: @Sendable (VaultError) -> Void

    /// Sweeps every `interval`, and tells how many values each sweep removed; a failed one is told and tried again at the
    /// next.
    package init(
        vault: TokenVault, store: SQLiteTokenStore, interval: Duration = .seconds(60),
        onSweep: @escaping @Sendable (Int) async -> Void = { _ in },
        onFailure: @escaping @Sendable (VaultError) -> Void = { _ in }
    ) {
        self.vault = vault
        self.store = store
        self.interval = interval
        self.onSweep = onSweep
        self.onFailure = onFailure
    }

    /// Sweeps until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                await onSweep(try await sweep())
            } catch {
                if !Task.isCancelled { onFailure(error) }
            }
            try? await Task.sleep(for: interval)
        }
    }

    /// Removes everything that has expired, and then its bytes from the write-ahead file. Returns how many values.
    package func sweep() async throws(VaultError) -> Int {
        var removed = 0
        var isComplete = false
        while !isComplete, !Task.isCancelled {
            let turn = try await vault.removeExpired(limit: Self.batch)
            removed += turn.removed
            isComplete = turn.isComplete
        }
        do {
            if removed > 0 { try await store.checkpoint() }
        } catch {
            throw VaultError(code: .unavailable, storeCode: error.code)
        }
        return removed
    }
}
