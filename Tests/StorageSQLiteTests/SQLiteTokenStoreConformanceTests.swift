// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StorageSQLite
import Testing
import ZavesaTesting

@Suite struct SQLiteTokenStoreConformanceTests {
    @Test(arguments: TokenStoreConformance.checks)
    func keepsThePromise(check: TokenStoreConformance) async throws {
        let folder = try TemporaryFolder()
        try await check.run(try SQLiteTokenStore(path: folder.file("data/vault.sqlite")))
    }
}
