// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Chooses among overlapping candidates.
enum CandidateSelection {
    /// Log-odds below which a candidate is not worth reporting (probability 0.27).
    static let floor = -1.0

    /// The best candidates that do not overlap, in text order. What is left of words that repeat a name found counts
    /// more and is looked at again.
    static func select(_ candidates: [NameCandidate]) -> [NameCandidate] {
        var chosen = SpanSet()
        let sure = chosen.take(best(candidates.filter { $0.score.logOdds >= 0 })).map(\.named)
        let known = KnownParts(sure.map(\.name))
        let rest = candidates.compactMap { candidate -> NameCandidate? in
            guard chosen.isFree(candidate) else { return nil }
            var candidate = candidate
            let odds = candidate.score.logOdds
            if !known.isEmpty, odds < 0, odds >= floor - NameWeights.repeatsName, candidate.canRepeat,
                known.hasPart(candidate.name)
            {
                candidate.score.add("repeats a name of the text", NameWeights.repeatsName)
            }
            return candidate.score.logOdds >= floor ? candidate : nil
        }
        return (sure + chosen.take(best(rest))).sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    /// Best first; the longer and the earlier of equals.
    private static func best(_ candidates: [NameCandidate]) -> [NameCandidate] {
        candidates.sorted { left, right in
            if left.score.logOdds != right.score.logOdds { return left.score.logOdds > right.score.logOdds }
            if left.span.count != right.span.count { return left.span.count > right.span.count }
            return left.span.lowerBound < right.span.lowerBound
        }
    }

    /// The parts of the names found.
    private struct KnownParts {
        private var surnames: Set<[UInt8]> = []
        private var givens: Set<[UInt8]> = []

        init(_ names: [PersonName]) {
            for name in names {
                surnames.formUnion(name.surnames)
                givens.formUnion(name.givens)
            }
        }

        var isEmpty: Bool { surnames.isEmpty && givens.isEmpty }

        /// Whether a name is one such part alone.
        func hasPart(_ name: PersonName) -> Bool {
            guard !name.isFull, name.patronymics.isEmpty else { return false }
            return name.surnames.contains(where: surnames.contains) || name.givens.contains(where: givens.contains)
        }
    }

    /// Words already taken. Candidates are short, so that marking each word keeps this linear.
    private struct SpanSet {
        private var tokens: Set<Int> = []

        /// Whether a candidate touches no word that is taken.
        func isFree(_ candidate: NameCandidate) -> Bool { candidate.tokens.allSatisfy { !tokens.contains($0) } }

        /// Takes the candidates that touch no word taken before.
        mutating func take(_ candidates: [NameCandidate]) -> [NameCandidate] {
            candidates.filter { candidate in
                guard isFree(candidate) else { return false }
                tokens.formUnion(candidate.tokens)
                return true
            }
        }
    }
}
