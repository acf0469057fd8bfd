// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Tokens and money. Sums that no machine number holds stay at the largest.
package struct BudgetAmount: Sendable, Hashable {
    package var tokens: Int
    /// Millionths of the currency that prices are in.
    package var micros: Int

    package static let zero = BudgetAmount()

    package init(tokens: Int = 0, micros: Int = 0) {
        self.tokens = tokens
        self.micros = micros
    }

    /// Whether both of `other` fit into this.
    package func covers(_ other: BudgetAmount) -> Bool { other.tokens <= tokens && other.micros <= micros }

    package static func + (left: Self, right: Self) -> Self {
        BudgetAmount(tokens: sum(left.tokens, right.tokens), micros: sum(left.micros, right.micros))
    }

    /// Never below zero.
    package static func - (left: Self, right: Self) -> Self {
        BudgetAmount(tokens: max(0, left.tokens - right.tokens), micros: max(0, left.micros - right.micros))
    }

    /// The larger of each.
    package func union(_ other: Self) -> Self {
        BudgetAmount(tokens: max(tokens, other.tokens), micros: max(micros, other.micros))
    }

    /// The smaller of each.
    package func intersection(_ other: Self) -> Self {
        BudgetAmount(tokens: min(tokens, other.tokens), micros: min(micros, other.micros))
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}

/// What an upstream asks, in the currency of the budgets.
package struct CostRate: Sendable, Equatable {
    /// Millionths of the currency for a million tokens.
    private let input: Int
    private let output: Int

    /// Takes what a million tokens cost, in and out. Zero and more; what cannot be counted is taken for free nowhere, but for
    /// the dearest that can.
    package init(input: Double, output: Double) {
        self.input = Self.micros(input)
        self.output = Self.micros(output)
    }

    private static func micros(_ amount: Double) -> Int {
        Int(exactly: (Swift.max(0, amount) * 1_000_000).rounded(.up)) ?? Self.dearest
    }

    private static let dearest = 1_000_000_000_000

    /// What so many tokens cost, in millionths, rounded up.
    package func micros(input tokensIn: Int, output tokensOut: Int) -> Int {
        let sum = Self.part(input, tokensIn) + Self.part(output, tokensOut)
        return sum > 1e18 ? Int.max : Int(sum.rounded(.up))
    }

    private static func part(_ price: Int, _ tokens: Int) -> Double { Double(price) * Double(tokens) / 1_000_000 }
}
