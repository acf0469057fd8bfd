// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Limits

/// How the budgets stand, for the admin listener and the metrics.
extension Gateway {
    /// Of every configured budget; empty where none is, or where they cannot be read.
    func budgetStandings() async -> [BudgetLedger.Standing] {
        let budgets = snapshot.limits.budgets
        return (try? await ledger?.standings(of: budgets, at: RequestAllowance.now)) ?? []
    }

    /// The body of `/limits`.
    func limitsPage() async -> [UInt8] {
        let budgets = await budgetStandings().map { standing in
            JSONDraft.object(
                [
                    ("scope", .string(standing.budget.scope.description)),
                    ("per", .string(standing.budget.period.rawValue)), ("period", .string(standing.key.period)),
                ]
                    + Self.part("tokens", standing.budget.tokens, standing.used.tokens, standing.reserved.tokens)
                    + Self.part("money_micros", standing.budget.micros, standing.used.micros, standing.reserved.micros))
        }
        return JSONDraft.object([("budgets", .array(budgets))]).bytes()
    }

    private static func part(_ name: String, _ cap: Int?, _ used: Int, _ reserved: Int) -> [(String, JSONDraft)] {
        guard let cap else { return [] }
        return [
            (
                name,
                .object([
                    ("cap", .integer(cap)), ("used", .integer(used)), ("reserved", .integer(reserved)),
                    ("remaining", .integer(max(0, cap - used - reserved))),
                ])
            )
        ]
    }

    /// Brings the gauges up to date; called before they are read.
    func noteBudgets() async {
        for standing in await budgetStandings() { metrics.limits.note(standing) }
    }
}
