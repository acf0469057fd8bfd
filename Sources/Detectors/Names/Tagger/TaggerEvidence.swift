// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the lexicons and the rules say of each word, for the tagger.
struct TaggerEvidence {
    /// By word: bits of the lexicons, of the script's own meaning.
    var flags: [UInt64]
    /// By word: 0, or how sure the best candidate over it is, 1 to 7, and 8 more where it begins the candidate.
    private(set) var rules: [UInt8]
    /// By word: whether it is tagged.
    private(set) var isActive: [Bool]

    init(words count: Int) {
        flags = [UInt64](repeating: 0, count: count)
        rules = [UInt8](repeating: 0, count: count)
        isActive = [Bool](repeating: false, count: count)
    }

    /// What the lexicons say of a Latin word.
    func latinFlags(_ index: Int) -> NameFlags { NameFlags(rawValue: UInt8(truncatingIfNeeded: flags[index])) }

    /// Whether the lexicons have a word as an ordinary one.
    func isOrdinary(_ index: Int, _ script: NameToken.Script) -> Bool {
        let names: NameFlags = [.ordinary, .frequent]
        return flags[index] & (script == .cyrillic ? RussianUnit.ordinaryFlags : UInt64(names.rawValue)) != 0
    }

    /// Whether the lexicons or the endings of a word in a script with capitals speak for a part of a name.
    func isListedName(_ index: Int, _ script: NameToken.Script) -> Bool {
        let names: NameFlags = [.given, .surname]
        return flags[index] & (script == .cyrillic ? RussianUnit.nameFlags : UInt64(names.rawValue)) != 0
    }

    /// Whether the lexicons have an Arabic word, or what is left of it without a clitic, as a part of names.
    func isArabicName(_ index: Int) -> Bool {
        let names: NameFlags = [.given, .surname]
        return (flags[index] | flags[index] >> 8) & UInt64(names.rawValue) != 0
    }

    /// Takes a candidate of the rules in.
    mutating func add(_ candidate: NameCandidate) {
        let odds = candidate.score.logOdds
        guard odds > -3 else { return }
        let level = UInt8(max(1, min(7, Int((odds + 3).rounded(.down)) + 1)))
        for index in candidate.tokens where rules[index] & 7 < level {
            rules[index] = level | (index == candidate.tokens.lowerBound ? 8 : 0)
        }
    }

    /// Marks the words that may be parts of names: capitalized, Latin and Arabic ones, and what a lexicon or rule knows;
    /// in a text without capitals also those that no list has.
    mutating func activate(_ text: NameText) {
        for (index, token) in text.tokens.enumerated() where !token.isCode {
            switch token.script {
            case .arabic: isActive[index] = token.letters > 1
            case .latin: isActive[index] = true
            case .cyrillic:
                isActive[index] =
                    token.isCapital || flags[index] & ~RussianUnit.ordinaryFlags != 0 || rules[index] & 7 > 1
                    || (text.letterCase == .small && flags[index] == 0 && token.letters > 1)
            }
        }
    }
}
