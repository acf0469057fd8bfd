// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What one exchange with a model cost, in tokens of the model's vocabulary (not this gateway's stand-ins).
package struct TokenUsage: Sendable, Hashable {
    /// All that went in, whether it was read from the vendor's cache or not.
    package var input: Int
    /// All that came out, what the model only thought included.
    package var output: Int
    /// Of `input`, what the vendor read from its cache.
    package var cachedInput: Int
    /// Of `output`, what the model only thought.
    package var reasoning: Int
    /// Whether the vendor did not say and the numbers are made of sizes.
    package var isEstimated: Bool

    package init(input: Int, output: Int, cachedInput: Int = 0, reasoning: Int = 0, isEstimated: Bool = false) {
        self.input = input
        self.output = output
        self.cachedInput = cachedInput
        self.reasoning = reasoning
        self.isEstimated = isEstimated
    }
}

/// What an answer, or an event of one, says of its cost; `nil` where it does not say.
///
/// Vendors say it once, several times with sums so far, or in parts: a later number replaces an earlier one.
package struct ReportedUsage: Sendable, Equatable {
    package var input: Int?
    package var output: Int?
    package var cachedInput: Int?
    package var reasoning: Int?
    /// Of the input, what a vendor counts beside `input`: read from its cache, and written to it.
    package var readApart: Int?
    package var writtenApart: Int?

    /// A larger count is no count: it says nothing.
    package static let largest = 1_000_000_000

    package init(input: Int? = nil, output: Int? = nil, cachedInput: Int? = nil, reasoning: Int? = nil) {
        self.input = input
        self.output = output
        self.cachedInput = cachedInput
        self.reasoning = reasoning
    }

    /// Takes what a later event says.
    package mutating func update(_ later: ReportedUsage) {
        input = later.input ?? input
        output = later.output ?? output
        cachedInput = later.cachedInput ?? cachedInput
        reasoning = later.reasoning ?? reasoning
        readApart = later.readApart ?? readApart
        writtenApart = later.writtenApart ?? writtenApart
    }

    /// All of the input; `nil` where nothing was said of it.
    package var totalInput: Int? { input.map { $0 + (readApart ?? 0) + (writtenApart ?? 0) } }
    /// Of it, what came from the vendor's cache.
    package var totalCached: Int { cachedInput ?? readApart ?? 0 }
}
