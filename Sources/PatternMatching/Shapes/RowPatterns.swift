// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The patterns whose matches start at rows of digits, and what says where in a row which of them can match.
struct RowPatterns: Sendable {
    /// A place where a pattern's match may start.
    struct Hit: Hashable, Comparable {
        /// The index of the pattern's member.
        let member: Int
        let start: Int

        static func < (one: Hit, other: Hit) -> Bool { (one.member, one.start) < (other.member, other.start) }
    }

    private var automaton = ShapeAutomaton()
    /// By member: bit n for a number of n digits that the pattern asks for.
    private var sums: [UInt64] = []
    private var states = Pool<RowStates>(keptCount: 4)

    /// Takes a pattern in; `false` if its expression has no shape that could be read.
    mutating func add(_ source: PatternSource, sums: UInt64) -> Bool {
        guard let shape = ShapeReader.shape(of: source), automaton.add(shape, pattern: self.sums.count) else {
            return false
        }
        self.sums.append(sums)
        return true
    }

    /// After the last pattern; `false` if they tell too many bytes apart.
    mutating func finish() -> Bool { automaton.finish() }

    /// Where which pattern can match, by member, then in text order. `rows` are in text order.
    func hits(in text: [UInt8], rows: [DigitRow]) -> [Hit] {
        guard !rows.isEmpty, !sums.isEmpty else { return [] }
        var hits: [Hit] = []
        states.withItem(made: { RowStates(automaton) }) { states in
            var first = 0
            var scanned = 0
            let places = rows.map { (start: max(0, $0.start - PatternTrigger.rowLead), end: $0.end, sums: $0.sums) }
            for place in places {
                for start in max(scanned, place.start)..<place.end where text[start] & 0xC0 != 0x80 {
                    while places[first].end <= start { first += 1 }
                    // Before a row may stand the end of the one before.
                    let here = places[first...].prefix { $0.start <= start }.reduce(0) { $0 | $1.sums }
                    states.patterns(in: text, from: start) { member in
                        if sums[member] & here != 0 { hits.append(Hit(member: member, start: start)) }
                    }
                }
                scanned = place.end
            }
        }
        hits.sort()
        return hits
    }
}
