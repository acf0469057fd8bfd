// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Weighs a likely name that stands in a row with a sure one: «Лыков, Цой и Ким», "Ana, Bogdan and Eun-ji", «Бернс (Рой, Грин)»,
/// or begins an item of a list as its neighbor does.
struct NameCoordination {
    /// Log-odds from which a name is sure enough to speak for the one beside it.
    private static let sure = 0.4
    /// Less than this is no name, whatever stands beside it.
    private static let least = -2.2
    private static let unsure = least..<sure

    let text: NameText
    let surroundings: NameSurroundings

    /// Adds the evidence, from left to right and then back, so that one sure name speaks for a whole row.
    func weigh(_ candidates: inout [NameCandidate]) {
        guard candidates.contains(where: { $0.score.logOdds >= Self.sure }),
            candidates.contains(where: { Self.unsure.contains($0.score.logOdds) })
        else { return }
        var row = Row(candidates, in: text)
        let order = candidates.indices.sorted { candidates[$0].tokens.lowerBound < candidates[$1].tokens.lowerBound }
        var isBeside = [Bool](repeating: false, count: candidates.count)
        for isBack in [false, true] {
            for index in isBack ? order.reversed() : order where !isBeside[index] {
                guard Self.unsure.contains(candidates[index].score.logOdds), candidates[index].tokens.count <= 2,
                    !candidates[index].tokens.contains(where: { row.isTaken[$0] })
                else { continue }
                guard isBack ? isBeforeName(candidates[index], row) : isAfterName(candidates[index], row) else {
                    continue
                }
                candidates[index].score.add("beside a name", NameWeights.besideName)
                isBeside[index] = true
                row.take(candidates[index])
            }
        }
    }

    /// Which words sure names begin and end with, and behind which one a particle is glued to.
    private struct Row {
        private(set) var begins: [Bool]
        private(set) var ends: [Bool]
        private(set) var isGlued: [Bool]
        /// Which words belong to a sure name: no part of one counts more.
        private(set) var isTaken: [Bool]
        /// The words that begin items of lists.
        let items: ListItems
        private let text: NameText

        init(_ candidates: [NameCandidate], in text: NameText) {
            self.text = text
            items = ListItems(text)
            begins = [Bool](repeating: false, count: text.tokens.count)
            ends = begins
            isGlued = begins
            isTaken = begins
            for candidate in candidates { take(candidate) }
        }

        /// Takes a name in, if it is sure.
        mutating func take(_ candidate: NameCandidate) {
            guard candidate.score.logOdds >= NameCoordination.sure else { return }
            let first = candidate.tokens.lowerBound
            begins[first] = true
            for index in candidate.tokens { isTaken[index] = true }
            ends[candidate.tokens.upperBound - 1] = true
            isGlued[first] = candidate.span.lowerBound > text.tokens[first].start
        }
    }

    private func isAfterName(_ candidate: NameCandidate, _ row: Row) -> Bool {
        let first = candidate.tokens.lowerBound
        guard first > 0 else { return false }
        if text.tokens[first].gap == .comma || isAside(first) { return row.ends[first - 1] }
        if let item = row.items.before(first) { return row.begins[item] }
        guard text.tokens[first].gap == .space else { return false }
        if candidate.span.lowerBound > text.tokens[first].start, isAnd(first) { return row.ends[first - 1] }
        return first > 1 && isConjunction(first - 1) && row.ends[first - 2]
    }

    private func isBeforeName(_ candidate: NameCandidate, _ row: Row) -> Bool {
        let next = candidate.tokens.upperBound
        if let item = row.items.after(candidate.tokens.lowerBound), row.begins[item] { return true }
        guard next < text.tokens.count else { return false }
        if text.tokens[next].gap == .comma || isAside(next) { return row.begins[next] }
        guard text.tokens[next].gap == .space else { return false }
        if row.begins[next], row.isGlued[next], isAnd(next) { return true }
        return isConjunction(next) && next + 1 < text.tokens.count && text.tokens[next + 1].gap == .space
            && row.begins[next + 1]
    }

    private func isConjunction(_ index: Int) -> Bool {
        text.tokens[index].gap == .space && surroundings.roles(at: index).contains(.conjunction)
    }

    /// Whether "&" stands between a word and the one before, the comma behind an initial, or before a capital a parenthesis or a
    /// dash: «Хитли (Гецлаф)», «Топалов — Крамник».
    private func isAside(_ index: Int) -> Bool {
        guard text.tokens[index].gap == .other else { return false }
        let gap = text.lower[text.tokens[index - 1].end..<text.tokens[index].start]
        return [" & ", "., "].contains { gap.elementsEqual($0.utf8) }
            || text.tokens[index].isCapital && [" (", " — ", " – "].contains { gap.elementsEqual($0.utf8) }
    }

    private func isAnd(_ index: Int) -> Bool { ArabicWords.beginsWithAnd(text.word(text.tokens[index])) }
}
