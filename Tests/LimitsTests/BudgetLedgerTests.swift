// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import PrivacyCore
import Synchronization
import Testing

/// Keeps accounts in memory, yields within each write, and can break.
private final class Shelf: BudgetStore {
    let accounts = Mutex<[BudgetKey: BudgetAmount]>([:])
    let writes = Atomic(0)
    let isBroken = Atomic(false)

    func granted(_ key: BudgetKey) async throws(BudgetError) -> BudgetAmount? {
        await Task.yield()
        return accounts.withLock { $0[key] }
    }

    func raise(_ key: BudgetKey, to amount: BudgetAmount) async throws(BudgetError) {
        await Task.yield()
        guard !isBroken.load(ordering: .relaxed) else { throw BudgetError(.unavailable) }
        writes.add(1, ordering: .relaxed)
        accounts.withLock { $0[key] = ($0[key] ?? .zero).union(amount) }
    }

    func settle(_ settled: [BudgetKey: BudgetAmount]) async throws(BudgetError) {
        accounts.withLock { $0.merge(settled) { $1 } }
    }
}

@Suite struct BudgetLedgerTests {
    private let shelf = Shelf()
    private static let day = Budget(scope: .everybody, period: .day, tokens: 1_000)
    private static let noon = 1_790_000_000 / 86_400 * 86_400 + 43_200

    @Test func requestsAtTheSameMomentDoNotPassIt() async throws {
        let ledger = BudgetLedger(store: shelf)
        let used = await withTaskGroup(of: Int.self) { group in
            for number in 0..<64 {
                group.addTask {
                    var used = 0
                    for round in 0..<100 {
                        let cost = 5 + (number + round) % 7
                        guard
                            let held = try? await ledger.reserve(
                                BudgetAmount(tokens: 20), in: [Self.day], at: Self.noon)
                        else { continue }
                        await Task.yield()
                        try? await ledger.settle(held, used: BudgetAmount(tokens: cost))
                        used += cost
                    }
                    return used
                }
            }
            return await group.reduce(0, +)
        }
        let standing = try await ledger.standings(of: [Self.day], at: Self.noon)[0]
        #expect(standing.used.tokens == used && standing.reserved == .zero)
        #expect(used <= 1_000 && used > 900)
        #expect(shelf.writes.load(ordering: .relaxed) <= 110)
    }

    @Test func afterAKillItHolds() async throws {
        var used = 0
        for _ in 0..<50 {
            // Each ledger ends without `close`, with a request on its way.
            let ledger = BudgetLedger(store: shelf)
            for _ in 0..<3 {
                guard
                    let held = try? await ledger.reserve(BudgetAmount(tokens: 10), in: [Self.day], at: Self.noon)
                else { continue }
                used += 10
                try await ledger.settle(held, used: BudgetAmount(tokens: 10))
            }
            if (try? await ledger.reserve(BudgetAmount(tokens: 10), in: [Self.day], at: Self.noon)) != nil {
                used += 10
            }
        }
        #expect(used <= 1_000)
        // A hundredth for each kill at most.
        #expect(used >= 600)
    }

    @Test func afterAnOrderlyEndItGoesOnWhereItWas() async throws {
        let ledger = BudgetLedger(store: shelf)
        let held = try await ledger.reserve(BudgetAmount(tokens: 500), in: [Self.day], at: Self.noon)
        try await ledger.settle(held, used: BudgetAmount(tokens: 7))
        try await ledger.close()
        let next = BudgetLedger(store: shelf)
        #expect(try await next.standings(of: [Self.day], at: Self.noon)[0].used == BudgetAmount(tokens: 7))
    }

    @Test func whatCannotBeWrittenIsNotUsed() async throws {
        let ledger = BudgetLedger(store: shelf)
        shelf.isBroken.store(true, ordering: .relaxed)
        await #expect(throws: BudgetError(.unavailable)) {
            _ = try await ledger.reserve(BudgetAmount(tokens: 1), in: [Self.day], at: Self.noon)
        }
        #expect(try await ledger.standings(of: [Self.day], at: Self.noon)[0].reserved == .zero)
    }

    @Test func itIsReservedInAllBudgetsOrInNone() async throws {
        let ledger = BudgetLedger(store: shelf)
        let small = Budget(scope: .tenant(TenantID(rawValue: "t")), period: .month, tokens: 5, micros: 100)
        await #expect(throws: BudgetError(.exhausted(small.scope, resetsIn: small.end(after: Self.noon) - Self.noon))) {
            _ = try await ledger.reserve(BudgetAmount(tokens: 6), in: [Self.day, small], at: Self.noon)
        }
        await #expect(throws: BudgetError.self) {
            _ = try await ledger.reserve(BudgetAmount(tokens: 5, micros: 101), in: [Self.day, small], at: Self.noon)
        }
        for standing in try await ledger.standings(of: [Self.day, small], at: Self.noon) {
            #expect(standing.reserved == .zero && standing.used == .zero)
        }
        _ = try await ledger.reserve(BudgetAmount(tokens: 5, micros: 100), in: [Self.day, small], at: Self.noon)
    }

    @Test func aNewPeriodBeginsEmptyAndALateAnswerCountsInItsOwn() async throws {
        let ledger = BudgetLedger(store: shelf)
        let held = try await ledger.reserve(BudgetAmount(tokens: 1_000), in: [Self.day], at: Self.noon)
        let tomorrow = Self.noon + 43_200
        #expect(Self.day.key(at: tomorrow - 1) == Self.day.key(at: Self.noon))
        _ = try await ledger.reserve(BudgetAmount(tokens: 600), in: [Self.day], at: tomorrow)
        try await ledger.settle(held, used: BudgetAmount(tokens: 900))
        let standing = try await ledger.standings(of: [Self.day], at: tomorrow)[0]
        #expect(standing.used == .zero && standing.reserved == BudgetAmount(tokens: 600))
    }
}

@Suite struct BudgetTests {
    @Test(arguments: [
        (0, 0, "1970-01-01", "1970-01"), (951_782_399, 0, "2000-02-28", "2000-02"),
        (951_782_400, 0, "2000-02-29", "2000-02"), (1_767_214_800, 10_800, "2026-01-01", "2026-01"),
        (1_767_214_799, 10_800, "2025-12-31", "2025-12"), (1_767_214_800, 0, "2025-12-31", "2025-12"),
    ])
    func aDayBeginsWhereTheZoneSays(seconds: Int, offset: Int, day: String, month: String) {
        let scope = LimitScope.tenant(TenantID(rawValue: "acme"))
        let budgets = Budget.Period.allCases.map { Budget(scope: scope, period: $0, tokens: 1, zoneOffset: offset) }
        #expect(budgets.map { $0.key(at: seconds).period } == [day, month])
        #expect(budgets.map { $0.key(at: seconds).budget } == ["day tenant:acme", "month tenant:acme"])
        for budget in budgets {
            let end = budget.end(after: seconds)
            #expect(budget.key(at: end - 1) == budget.key(at: seconds))
            #expect(budget.key(at: end) != budget.key(at: seconds))
        }
    }

    @Test func moneyIsRoundedUp() {
        let rate = CostRate(input: 2.5, output: 10)
        #expect(rate.micros(input: 1_000_000, output: 0) == 2_500_000)
        #expect(rate.micros(input: 1, output: 1) == 13)
        #expect(CostRate(input: 0, output: 0).micros(input: 9, output: 9) == 0)
        #expect(CostRate(input: 1e300, output: 0).micros(input: .max, output: .max) == .max)
    }
}
