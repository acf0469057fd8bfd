// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

@Suite struct ExpirySweeperTests {
    @Test func sweepingRemovesWhatHasExpiredAndNothingElse() async throws {
        let fixture = try await TemporaryVault(limits: VaultLimits(timeToLive: 100))
        for scope in 0..<30 {
            let entries = (0..<40).map { VaultEntry.person("Person \($0)") }
            _ = try await fixture.vault.tokenize(entries, in: fixture.scope("\(scope)"))
        }
        fixture.clock.advance(by: 60)
        let kept = try await fixture.vault.tokenize([.person("Person 0")], in: fixture.scope("0"))
        fixture.clock.advance(by: 60)
        let sweeper = ExpirySweeper(vault: fixture.vault, store: fixture.store)
        #expect(try await sweeper.sweep() == 30 * 40 - 1)
        #expect(try await sweeper.sweep() == 0)
        #expect(try await fixture.vault.reveal(kept, in: fixture.scope("0")).count == 1)
        let statistics = try await fixture.vault.statistics()
        #expect(statistics.scopes == 1 && statistics.subjects == 1 && statistics.tokens == 1)
    }

    @Test func runningEndsWithItsTask() async throws {
        let fixture = try await TemporaryVault()
        let sweeper = ExpirySweeper(vault: fixture.vault, store: fixture.store, interval: .seconds(3_600))
        let task = Task { await sweeper.run() }
        task.cancel()
        await task.value
    }
}
