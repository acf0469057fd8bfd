// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One budget as `/limits` of the admin listener tells it.
package struct BudgetLine: Decodable, Sendable {
    /// What is counted of one unit.
    struct Part: Decodable {
        let used, reserved, remaining: Int
    }

    /// The whole page.
    struct Page: Decodable {
        let budgets: [BudgetLine]
    }

    private enum CodingKeys: String, CodingKey {
        case scope, per, tokens
        case money = "money_micros"
    }

    let scope, per: String
    let tokens, money: Part?

    /// A table of scope, period, unit, what is used and what is left without that which is on its way.
    package static func table(of budgets: [BudgetLine]) -> String {
        let rows = [["SCOPE", "PER", "UNIT", "USED", "LEFT"]] + budgets.flatMap(\.rows)
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column < 3 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private var rows: [[String]] {
        [("tokens", tokens, { String($0) }), ("money", money, Self.money)].compactMap { unit, part, text in
            part.map { [scope, per, unit, text($0.used), text($0.remaining)] }
        }
    }

    /// Millionths, to the hundredth below.
    private static func money(_ micros: Int) -> String {
        let hundredths = micros / 10_000
        let rest = String(hundredths % 100)
        return "\(hundredths / 100).\(rest.count < 2 ? "0" : "")\(rest)"
    }
}
