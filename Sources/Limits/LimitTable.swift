// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// All limits on what callers use, as configured; a reload makes a new one.
package struct LimitTable: Sendable, Equatable {
    package var rates = RateTable()
    package var budgets: [Budget] = []
    /// What an answer counts as at most, in tokens, where the request sets no limit of its own.
    package var outputTokens = 4_096
    /// What images, audio and files of a request count as at most, in tokens: nobody here looks into them.
    package var mediaTokens = 50_000

    package init() {}

    /// The budgets that a caller's requests count in.
    package func budgets(of caller: CallerID, in tenant: TenantID) -> [Budget] {
        budgets.filter { $0.scope.holds(caller, of: tenant) }
    }
}
