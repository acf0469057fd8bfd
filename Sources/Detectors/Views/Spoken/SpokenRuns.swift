// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds numbers and e-mail addresses that are spelled out in words.
enum SpokenRuns {
    /// The runs of `text`, folded bytes; they may overlap.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        let tokens = SpokenPlaces.shared.ranges(in: text).flatMap { SpokenWords.shared.tokens(in: text, range: $0) }
        guard !tokens.isEmpty else { return [] }
        return NumberWords.runs(of: tokens, in: text) + SpelledAddress.runs(of: tokens, in: text)
    }
}
