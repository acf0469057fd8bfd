// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Chooses among overlapping candidates.
enum CandidateSelection {
    /// Log-odds below which a candidate is not worth reporting (probability 0.27).
    static let floor = -1.0

    /// The best candidates that do not overlap, in text order. Words that repeat a full name of the text count more.
    static func select(_ candidates: [NameCandidate]) -> [NameCandidate] {
        let sure = disjoint(candidates.filter { $0.score.logOdds >= 0 })
        let full = sure.map(\.name).filter { !$0.surnames.isEmpty || !$0.givens.isEmpty }
        guard !full.isEmpty else { return disjoint(candidates.filter { $0.score.logOdds >= floor }) }
        let boosted = candidates.compactMap { candidate -> NameCandidate? in
            var candidate = candidate
            if candidate.score.logOdds < 0, full.contains(where: { repeats(candidate.name, $0) }) {
                candidate.score.add("repeats a name of the text", NameWeights.repeatsName)
            }
            return candidate.score.logOdds >= floor ? candidate : nil
        }
        return disjoint(boosted)
    }

    /// Whether one part of a name that is known in full stands alone.
    private static func repeats(_ part: PersonName, _ whole: PersonName) -> Bool {
        guard !part.isFull, part.patronymics.isEmpty else { return false }
        if !part.surnames.isEmpty { return !Set(part.surnames).isDisjoint(with: whole.surnames) }
        return !part.givens.isEmpty && !Set(part.givens).isDisjoint(with: whole.givens)
    }

    /// Takes the best first, the longer and the earlier of equals.
    private static func disjoint(_ candidates: [NameCandidate]) -> [NameCandidate] {
        let ranked = candidates.sorted { left, right in
            if left.score.logOdds != right.score.logOdds { return left.score.logOdds > right.score.logOdds }
            if left.span.count != right.span.count { return left.span.count > right.span.count }
            return left.span.lowerBound < right.span.lowerBound
        }
        var chosen: [NameCandidate] = []
        for candidate in ranked where !chosen.contains(where: { $0.span.overlaps(candidate.span) }) {
            chosen.append(candidate)
        }
        return chosen.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}
