// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What an upstream asks for a million tokens.
package struct TokenPrice: Sendable, Equatable {
    /// For a million tokens that are sent.
    package let input: Double
    /// For a million tokens that come back.
    package let output: Double
    /// ISO 4217, such as `RUB`. Prices are compared as numbers, so settings take one currency in all.
    package let currency: String

    /// Of an operator who names no currency.
    package static let noCurrency = ""

    package init(input: Double, output: Double, currency: String) {
        self.input = input
        self.output = output
        self.currency = currency
    }

    /// What a request would cost, in the currency.
    package func cost(of needs: RequestNeeds) -> Double {
        (input * Double(needs.inputTokens) + output * Double(needs.outputTokens)) / 1_000_000
    }
}
