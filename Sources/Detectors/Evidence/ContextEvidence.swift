// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The strongest word for and the strongest word against a candidate, in its neighborhood.
///
/// Only one word counts on each side: context words of one type come together («паспорт серии … выдан»), so that
/// adding them up would count the same evidence again.
struct ContextEvidence {
    private(set) var support: (name: String, logOdds: Double)?
    private(set) var objection: (name: String, logOdds: Double)?

    /// What is left of a word's weight with each further word between it and the candidate.
    private static let decayPerWord = 0.9
    /// A word after the value speaks for it less often than one before it.
    private static let weightAfter = 0.5
    /// A number between the two is probably what the word was about; what speaks against a type stops there.
    private static let weightPastNumber = 0.4
    private static let weightPastLine = 0.8

    /// - Parameter reach: how many words before and after the candidate are looked at.
    init(of lexicon: ContextLexicon, around span: Range<Int>, in words: WordIndex, reach: Int) {
        guard !lexicon.terms.isEmpty else { return }
        before(span, lexicon, words, reach)
        after(span, lexicon, words, reach)
    }

    private mutating func before(_ span: Range<Int>, _ lexicon: ContextLexicon, _ words: WordIndex, _ reach: Int) {
        let first = words.firstWord(from: span.lowerBound)
        var factors: [Double] = []
        var factor = first < words.words.count && words.words[first].startsLine ? Self.weightPastLine : 1
        var isPastNumber = false
        var index = first - 1
        while index >= 0, first - index <= reach {
            factors.append(factor)
            lexicon.matches(in: words, at: index) { term, last in
                // A phrase that runs into the candidate has no gap.
                let gap = first - 1 - last
                consider(term, factor: gap < 0 ? 1 : factors[min(gap, factors.count - 1)], isOthers: isPastNumber)
            }
            let word = words.words[index]
            isPastNumber = isPastNumber || word.endsLongNumber
            factor *= Self.decayPerWord * (word.endsLongNumber ? Self.weightPastNumber : 1)
            if word.startsLine { factor *= Self.weightPastLine }
            index -= 1
        }
    }

    private mutating func after(_ span: Range<Int>, _ lexicon: ContextLexicon, _ words: WordIndex, _ reach: Int) {
        let first = words.firstWord(from: span.upperBound)
        var factor = Self.weightAfter
        var isPastNumber = false
        for index in first..<min(first + reach, words.words.count) {
            let word = words.words[index]
            if word.startsLine { factor *= Self.weightPastLine }
            lexicon.matches(in: words, at: index) { term, last in
                // A word with a number after it speaks of that one: «8912…, ИНН 7720…».
                let isOthers = isPastNumber || (last + 1 < words.words.count && words.words[last + 1].digits > 0)
                consider(term, factor: isOthers ? factor * Self.weightPastNumber : factor, isOthers: isOthers)
            }
            isPastNumber = isPastNumber || word.endsLongNumber
            factor *= Self.decayPerWord * (word.endsLongNumber ? Self.weightPastNumber : 1)
        }
    }

    /// - Parameter isOthers: whether the word probably speaks of another number.
    private mutating func consider(_ term: ContextTerm, factor: Double, isOthers: Bool) {
        let logOdds = term.weight * factor
        if logOdds > 0, logOdds > support?.logOdds ?? 0 { support = (term.name, logOdds) }
        if logOdds < 0, !isOthers, logOdds < objection?.logOdds ?? 0 { objection = (term.name, logOdds) }
    }
}
