// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The names in Latin script.
struct LatinNames: Sendable {
    private let lexicon: NameLexicon
    private let usual: NameFilter

    init(lexicon: NameLexicon) {
        self.lexicon = lexicon
        usual = NameFilter(lexicon, flags: [.usualGiven, .usualSurname])
    }

    /// What is known about a word; of words in small letters only the usual names are looked up, unless the text has no
    /// capitals.
    func flags(of token: NameToken, in letterCase: LetterCase) -> NameFlags {
        guard token.isCapital || letterCase == .small || usual.mayContain(token.hash) else { return [] }
        return lexicon.flags(of: token.hash)
    }

    /// What is known about a word that is written with a capital.
    func flags(ofHash hash: UInt64) -> NameFlags { lexicon.flags(of: hash) }
}
