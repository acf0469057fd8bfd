// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The context phrases around one place of a text, each with how much of its weight reaches there.
///
/// Gathered once for all candidates of the place: which phrases stand near it does not depend on who asks.
struct ContextMentions {
    struct Mention {
        let phrase: Int
        /// The share of the phrase's weight that counts here.
        let factor: Double
        /// Words from the place to where the phrase begins.
        let distance: Int
        /// Whether the phrase probably speaks of another number.
        let isOthers: Bool
    }

    private(set) var mentions: [Mention] = []
    /// What is left of a phrase's weight over so many words before the place; kept for its memory.
    private var factors: [Double] = []

    /// What is left of a word's weight with each further word between it and the candidate.
    private static let decayPerWord = 0.9
    /// A word after the value speaks for it less often than one before it.
    private static let weightAfter = 0.5
    /// A number between the two is probably what the word was about; what speaks against a type stops there.
    private static let weightPastNumber = 0.4
    private static let weightPastLine = 0.8

    /// Gathers them anew.
    ///
    /// - Parameter reach: how many words before and after the place are looked at.
    mutating func gather(around span: Range<Int>, in text: inout ContextFinder, reach: Int) {
        mentions.removeAll(keepingCapacity: true)
        factors.removeAll(keepingCapacity: true)
        before(span, &text, reach)
        after(span, &text, reach)
    }

    private mutating func before(_ span: Range<Int>, _ text: inout ContextFinder, _ reach: Int) {
        let words = text.words
        let first = words.firstWord(from: span.lowerBound)
        var factor = first < words.words.count && words.words[first].startsLine ? Self.weightPastLine : 1
        var isPastNumber = false
        var index = first - 1
        while index >= 0, first - index <= reach {
            factors.append(factor)
            for number in text.matches(at: index) {
                let match = text.found[number]
                // A phrase that runs into the candidate has no gap.
                let gap = first - 1 - match.last
                mentions.append(
                    Mention(
                        phrase: match.phrase, factor: gap < 0 ? 1 : factors[min(gap, factors.count - 1)],
                        distance: first - index, isOthers: isPastNumber))
            }
            let word = words.words[index]
            isPastNumber = isPastNumber || word.endsLongNumber
            factor *= Self.decayPerWord * (word.endsLongNumber ? Self.weightPastNumber : 1)
            if word.startsLine { factor *= Self.weightPastLine }
            index -= 1
        }
    }

    private mutating func after(_ span: Range<Int>, _ text: inout ContextFinder, _ reach: Int) {
        let words = text.words
        let first = words.firstWord(from: span.upperBound)
        var factor = Self.weightAfter
        var isPastNumber = false
        for index in first..<min(first + reach, words.words.count) {
            let word = words.words[index]
            if word.startsLine { factor *= Self.weightPastLine }
            for number in text.matches(at: index) {
                let match = text.found[number]
                // A word with a number after it speaks of that one: «8912…, ИНН 7720…».
                let next = match.last + 1
                let isOthers = isPastNumber || (next < words.words.count && words.words[next].digits > 0)
                mentions.append(
                    Mention(
                        phrase: match.phrase, factor: isOthers ? factor * Self.weightPastNumber : factor,
                        distance: index - first + 1, isOthers: isOthers))
            }
            isPastNumber = isPastNumber || word.endsLongNumber
            factor *= Self.decayPerWord * (word.endsLongNumber ? Self.weightPastNumber : 1)
        }
    }
}

/// The phrases that begin at each word of one text, looked up when first asked for.
struct ContextFinder {
    let words: WordIndex
    private let table: ContextTable
    /// What was found, word after word as they were asked for.
    private(set) var found: [ContextTable.Match] = []
    /// By word: where in `found` its phrases are; negative where nobody asked yet.
    private var places: [(start: Int32, end: Int32)]

    init(words: WordIndex, table: ContextTable) {
        self.words = words
        self.table = table
        places = Array(repeating: (-1, -1), count: words.words.count)
    }

    /// Which of `found` begin at a word.
    mutating func matches(at index: Int) -> Range<Int> {
        let place = places[index]
        if place.start >= 0 { return Int(place.start)..<Int(place.end) }
        let start = found.count
        table.matches(in: words, at: index, into: &found)
        places[index] = (Int32(start), Int32(found.count))
        return start..<found.count
    }
}
