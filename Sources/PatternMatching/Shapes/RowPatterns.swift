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

    /// Patterns of one automaton.
    private struct Part {
        var automaton = ShapeAutomaton()
        /// By pattern of the automaton: its member, and bit n for a number of n digits that it asks for.
        var patterns: [(member: Int, sums: UInt64)] = []
        /// All bits of the patterns.
        var sums: UInt64 = 0
    }

    /// What one thread at a time remembers of the automatons.
    ///
    /// `@unchecked Sendable`: one thread at a time uses it, because the pool hands it to one caller and takes it back under a
    /// lock.
    private final class Memory: @unchecked Sendable {
        var states: [RowStates]

        init(_ parts: [Part]) { states = parts.map { RowStates($0.automaton) } }
    }

    /// Patterns that take a number of few digits, and all others: most rows of most texts are years and counts, and for
    /// them a small automaton is enough, which stays in the processor's cache.
    private var parts = [Part(), Part()]
    private var memberCount = 0
    private var memories = Pool<Memory>(keptCount: 4)

    /// Bit n for n digits that are few.
    private static let few: UInt64 = 0b11111

    /// Takes a pattern in; `false` if its expression has no shape that could be read.
    mutating func add(_ source: PatternSource, sums: UInt64) -> Bool {
        let part = sums & Self.few != 0 ? 0 : 1
        guard let shape = ShapeReader.shape(of: source),
            parts[part].automaton.add(shape, pattern: parts[part].patterns.count)
        else { return false }
        parts[part].patterns.append((memberCount, sums))
        parts[part].sums |= sums
        memberCount += 1
        return true
    }

    /// After the last pattern; `false` if they tell too many bytes apart.
    mutating func finish() -> Bool {
        for index in parts.indices where !parts[index].automaton.finish() { return false }
        return true
    }

    /// Where which pattern can match, by member, then in text order. `rows` are in text order.
    func hits(in text: [UInt8], rows: [DigitRow]) -> [Hit] {
        let sums = rows.reduce(0) { $0 | $1.sums }
        guard parts.contains(where: { $0.sums & sums != 0 }) else { return [] }
        var hits: [Hit] = []
        memories.withItem(made: { Memory(parts) }) { memory in
            for index in parts.indices where parts[index].sums & sums != 0 {
                let own = rows.filter { $0.sums & parts[index].sums != 0 }
                // Once for all places: each look at a property of a class is checked.
                Self.find(in: text.span, rows: own, of: parts[index], with: &memory.states[index], into: &hits)
            }
        }
        hits.sort()
        return hits
    }

    private static func find(
        in text: Span<UInt8>, rows: [DigitRow], of part: Part, with states: inout RowStates, into hits: inout [Hit]
    ) {
        let columns = part.automaton.columns
        let columnsOfBytes = columns.span
        let edge = part.automaton.edge
        var first = 0
        var scanned = 0
        for row in rows {
            let start = max(scanned, row.start - PatternTrigger.rowLead, 0)
            var before = start > 0 ? Int(columnsOfBytes[Int(text[start - 1])]) : edge
            for start in start..<row.end {
                let column = Int(columnsOfBytes[Int(text[start])])
                defer { before = column }
                // Most places of most texts begin nothing.
                guard text[start] & 0xC0 != 0x80, !states.isDead(before, column) else { continue }
                while rows[first].end <= start { first += 1 }
                // Before a row may stand the end of the one before.
                var here: UInt64 = 0
                var index = first
                while index < rows.count, rows[index].start - PatternTrigger.rowLead <= start {
                    here |= rows[index].sums
                    index += 1
                }
                states.patterns(in: text, columns: columnsOfBytes, from: start) { pattern in
                    if part.patterns[pattern].sums & here != 0 {
                        hits.append(Hit(member: part.patterns[pattern].member, start: start))
                    }
                }
            }
            scanned = row.end
        }
    }
}
