// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Vault

/// The tokens of one restore view.
struct IssuedTokens: TokenSpace, Sendable {
    /// In the order of their spellings.
    let tokens: [RevealedToken]
    private let sorted: SortedSpellings

    init(_ tokens: some Sequence<RevealedToken>) {
        let pairs = tokens.map { (spelling: Array($0.token.bare.utf8), token: $0) }
            .sorted { $0.spelling.lexicographicallyPrecedes($1.spelling) }
        self.tokens = pairs.map(\.token)
        sorted = SortedSpellings(pairs.map(\.spelling))
    }

    var isEmpty: Bool { tokens.isEmpty }
    var start: SortedSpellings.Position { sorted.start }

    /// `TYPE_XXXXXXXXC` of the token at `index`.
    func spelling(at index: Int) -> [UInt8] { sorted.spellings[index] }

    /// Tokens of the same person as the one at `index`, itself among them: their spellings begin alike. At most so many on
    /// each side, for a person may have thousands.
    func family(of index: Int, reach: Int = 8) -> ArraySlice<RevealedToken> {
        let shared = tokens[index].token.label.text.utf8.count + 1 + TokenGrammar.familyLength
        let prefix = sorted.spellings[index].prefix(shared)
        var lower = index
        while lower > max(0, index - reach), sorted.spellings[lower - 1].starts(with: prefix) { lower -= 1 }
        var upper = index + 1
        while upper < min(tokens.count, index + reach), sorted.spellings[upper].starts(with: prefix) { upper += 1 }
        return tokens[lower..<upper]
    }

    func advance(_ position: SortedSpellings.Position, by character: UInt8) -> SortedSpellings.Position? {
        sorted.advance(position, by: character)
    }

    func isComplete(_ position: SortedSpellings.Position) -> Bool { sorted.isComplete(position) }
}
