// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension ArabicUnitReader {
    /// What the lexicon says of a word, and of what is left of it without a clitic, as bits for the tagger.
    func taggerFlags(_ token: NameToken) -> UInt64 {
        let flags = UInt64(lexicon.flags(of: token.hash).rawValue)
        guard token.letters >= 4, Self.isClitic(text.lower, at: token.start) else { return flags }
        let stripped = lexicon.flags(of: WordHash.of(text.lower[token.start + 2..<token.end]))
        return flags | UInt64(stripped.rawValue) << 8
    }
}
