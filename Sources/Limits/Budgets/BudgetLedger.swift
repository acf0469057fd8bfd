// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reserves before sending, settles after: budgets that requests at the same moment cannot pass together.
///
/// An actor, because order is the meaning: from the look at an account to the reservation nothing is awaited.
///
/// Durable without a write for each request: the store holds how much *may* have been used, a little ahead of what is.
/// A reservation within that is free; one beyond it waits until the store has more, and is sent only then. After a kill the
/// account begins at what may have been used, so that the cap holds, at the price of at most a hundredth of it and what was
/// on its way; after an orderly end it begins at what was.
package actor BudgetLedger {
    private struct Account {
        var used: BudgetAmount
        var reserved = BudgetAmount.zero
        /// What the store says may have been used.
        var granted: BudgetAmount

        var level: BudgetAmount { used + reserved }

        mutating func reserve(_ amount: BudgetAmount) { reserved = reserved + amount }
        mutating func giveBack(_ amount: BudgetAmount) { reserved = reserved - amount }
        mutating func use(_ amount: BudgetAmount) { used = used + amount }
        mutating func learn(granted amount: BudgetAmount) { granted = granted.union(amount) }
    }

    /// A reserved amount, to be settled once.
    package struct Reservation: Sendable {
        fileprivate let keys: [(key: BudgetKey, budget: Budget)]
        fileprivate let amount: BudgetAmount
    }

    /// How a budget stands.
    package struct Standing: Sendable, Equatable {
        package let budget: Budget
        package let key: BudgetKey
        package let used: BudgetAmount
        /// On its way, at most.
        package let reserved: BudgetAmount
    }

    private let store: any BudgetStore
    /// One for each configured budget, and for the period before while requests of it run.
    private var accounts: [BudgetKey: Account] = [:]

    package init(store: any BudgetStore) { self.store = store }

    /// Reserves `amount` in every budget, or in none. `seconds` is now, since 1970.
    package func reserve(
        _ amount: BudgetAmount, in budgets: [Budget], at seconds: Int
    ) async throws(BudgetError) -> Reservation {
        let keys = budgets.map { (key: $0.key(at: seconds), budget: $0) }
        // At the end of a period an account that was opened may be forgotten while the next is read.
        while let key = keys.first(where: { accounts[$0.key] == nil })?.key { try await open(key) }
        for (key, budget) in keys {
            let level = (accounts[key]?.level ?? .zero) + budget.counted(amount)
            guard budget.cap.covers(level) else {
                throw BudgetError(.exhausted(budget.scope, resetsIn: budget.end(after: seconds) - seconds))
            }
        }
        for (key, budget) in keys { accounts[key]?.reserve(budget.counted(amount)) }
        let reservation = Reservation(keys: keys, amount: amount)
        do throws(BudgetError) {
            for (key, budget) in keys { try await cover(key, budget) }
        } catch {
            for (key, budget) in keys { accounts[key]?.giveBack(budget.counted(amount)) }
            throw error
        }
        return reservation
    }

    /// Gives back what was reserved and counts what was used. Throws when the vendor counted more than was reserved and
    /// that could not be written; in memory it counts all the same.
    package func settle(_ reservation: Reservation, used: BudgetAmount) async throws(BudgetError) {
        for (key, budget) in reservation.keys {
            accounts[key]?.giveBack(budget.counted(reservation.amount))
            accounts[key]?.use(budget.counted(used))
        }
        for (key, budget) in reservation.keys where accounts[key] != nil { try await cover(key, budget) }
    }

    /// How budgets stand at a moment.
    package func standings(of budgets: [Budget], at seconds: Int) async throws(BudgetError) -> [Standing] {
        var standings: [Standing] = []
        for budget in budgets {
            let key = budget.key(at: seconds)
            try await open(key)
            standings.append(
                Standing(
                    budget: budget, key: key, used: accounts[key]?.used ?? .zero,
                    reserved: accounts[key]?.reserved ?? .zero))
        }
        return standings
    }

    /// Writes what was used, exactly; called once, after the last request.
    package func close() async throws(BudgetError) {
        try await store.settle(accounts.mapValues(\.level))
    }

    /// Reads an account when it is met first, and forgets those of the same budget whose period is over.
    private func open(_ key: BudgetKey) async throws(BudgetError) {
        guard accounts[key] == nil else { return }
        let granted = try await store.granted(key) ?? .zero
        // Somebody else may have opened it meanwhile.
        guard accounts[key] == nil else { return }
        accounts = accounts.filter { $0.key.budget != key.budget || $0.value.reserved != .zero }
        accounts[key] = Account(used: granted, granted: granted)
    }

    /// Sees to it that the store knows of all that an account has reserved and used.
    private func cover(_ key: BudgetKey, _ budget: Budget) async throws(BudgetError) {
        guard let account = accounts[key], !account.granted.covers(account.level) else { return }
        let ahead = account.level + budget.chunk
        let target = BudgetAmount(
            tokens: max(account.level.tokens, min(ahead.tokens, budget.cap.tokens)),
            micros: max(account.level.micros, min(ahead.micros, budget.cap.micros)))
        try await store.raise(key, to: target)
        accounts[key]?.learn(granted: target)
    }
}
