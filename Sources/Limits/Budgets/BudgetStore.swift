// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Keeps, for each account, how much may have been used.
///
/// Contract: what `raise` and `settle` did is durable when they return, and a failure throws. What may differ: where it lies.
package protocol BudgetStore: Sendable {
    /// `nil` for an account that nothing was written of.
    func granted(_ key: BudgetKey) async throws(BudgetError) -> BudgetAmount?
    /// Raises what may have been used to at least `amount`; lowers nothing.
    func raise(_ key: BudgetKey, to amount: BudgetAmount) async throws(BudgetError)
    /// Writes what was used, exactly. Only when nothing more is used meanwhile.
    func settle(_ accounts: [BudgetKey: BudgetAmount]) async throws(BudgetError)
}

/// Why nothing was reserved. Holds configured names only.
package struct BudgetError: Error, Equatable, Sendable {
    package enum Code: Sendable, Equatable {
        /// The budget of this scope does not hold it; a new period begins after so many seconds.
        case exhausted(LimitScope, resetsIn: Int)
        /// What may be used could not be written down, so nothing is used.
        case unavailable
    }

    package let code: Code

    package init(_ code: Code) { self.code = code }
}
