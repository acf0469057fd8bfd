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

    /// What one thread at a time remembers of the automaton.
    ///
    /// `@unchecked Sendable`: one thread at a time uses it, because the pool hands it to one caller and takes it back under a
    /// lock.
    private final class Memory: @unchecked Sendable {
        var states: RowStates

        init(_ automaton: ShapeAutomaton) { states = RowStates(automaton) }
    }

    private var automaton = ShapeAutomaton()
    /// By member: bit n for a number of n digits that the pattern asks for.
    private var sums: [UInt64] = []
    private var states = Pool<Memory>(keptCount: 4)

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
        states.withItem(made: { Memory(automaton) }) { memory in
            // Once for all places: each look at a property of a class is checked.
            find(in: text.span, rows: rows, with: &memory.states, into: &hits)
        }
        hits.sort()
        return hits
    }

    private func find(
        in text: Span<UInt8>, rows: [DigitRow], with states: inout RowStates, into hits: inout [Hit]
    ) {
        let sumsOfRows = rows.map(\.sums)
        var first = 0
        var scanned = 0
        for row in rows {
            for start in max(scanned, row.start - PatternTrigger.rowLead, 0)..<row.end where text[start] & 0xC0 != 0x80
            {
                while rows[first].end <= start { first += 1 }
                // Before a row may stand the end of the one before.
                var here: UInt64 = 0
                var index = first
                while index < rows.count, rows[index].start - PatternTrigger.rowLead <= start {
                    here |= sumsOfRows[index]
                    index += 1
                }
                states.patterns(in: text, from: start) { member in
                    if sums[member] & here != 0 { hits.append(Hit(member: member, start: start)) }
                }
            }
            scanned = row.end
        }
    }
}
