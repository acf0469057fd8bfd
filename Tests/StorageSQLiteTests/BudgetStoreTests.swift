// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Limits
import StorageSQLite
import Testing
import ZavesaTesting

@Suite struct BudgetStoreTests {
    private let folder: TemporaryFolder
    private let path: String
    private let key = BudgetKey(budget: "day all", period: "2026-11-29")

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("limits/budgets.sqlite")
    }

    @Test func whatWasRaisedIsThereForTheNextProcessAndIsNeverLowered() async throws {
        let store = try SQLiteBudgetStore(path: path)
        #expect(try await store.granted(key) == nil)
        try await store.raise(key, to: BudgetAmount(tokens: 50, micros: 3))
        try await store.raise(key, to: BudgetAmount(tokens: 20, micros: 9))
        // Opened beside the first, which was not closed: as after a kill.
        #expect(try await SQLiteBudgetStore(path: path).granted(key) == BudgetAmount(tokens: 50, micros: 9))
    }

    @Test func whatWasSettledIsExactAndOldPeriodsGo() async throws {
        let store = try SQLiteBudgetStore(path: path)
        for day in 100..<200 {
            let past = BudgetKey(budget: "day all", period: "2025-\(day)")
            try await store.raise(past, to: BudgetAmount(tokens: 1))
        }
        try await store.raise(key, to: BudgetAmount(tokens: 50))
        try await store.settle([key: BudgetAmount(tokens: 7)])
        #expect(try await store.granted(key) == BudgetAmount(tokens: 7))
        #expect(try await store.granted(BudgetKey(budget: "day all", period: "2025-199")) != nil)
        #expect(try await store.granted(BudgetKey(budget: "day all", period: "2025-100")) == nil)
    }

    @Test func othersCannotReadIt() throws {
        _ = try SQLiteBudgetStore(path: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: BudgetError(.unavailable)) { _ = try SQLiteBudgetStore(path: path) }
    }
}
