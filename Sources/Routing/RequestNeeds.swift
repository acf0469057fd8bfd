// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a request needs of an upstream, so far as the choice depends on it.
package struct RequestNeeds: Sendable, Equatable {
    package var abilities: Set<Ability>
    /// An estimate of the tokens sent.
    package var inputTokens: Int
    /// An estimate of the tokens that come back.
    package var outputTokens: Int
    /// A keyed name of the conversation: nobody without the key can tell where it leads. Empty for none.
    package var conversation: [UInt8]

    package init(
        abilities: Set<Ability> = [], inputTokens: Int = 0, outputTokens: Int = Self.usualAnswer,
        conversation: [UInt8] = []
    ) {
        self.abilities = abilities
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.conversation = conversation
    }

    /// The tokens of an answer where a request sets no limit: for prices to be compared by, no more.
    package static let usualAnswer = 500

    /// An estimate that errs to the high side: three bytes of text a token, where English has about four and Russian
    /// about five.
    package static func tokens(inBytes count: Int) -> Int { (count + 2) / 3 }

    /// Whether it fits a context, so far as the estimate goes.
    func fits(_ context: Int?) -> Bool {
        guard let context else { return true }
        return inputTokens <= context
    }
}
