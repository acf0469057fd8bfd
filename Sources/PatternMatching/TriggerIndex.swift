// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
struct TriggerIndex: Sendable {
    /// What one pattern needs.
    private struct Need {
        /// Digits of the longest row.
        var digits = 0
        /// Bit n: it is tried at rows in which a number of n digits may stand; `nil` if rows do not say where.
        var rowSums: UInt64?
        /// Numbers of the literal triggers, all of which have to be seen.
        var literals: [Int] = []
    }

    /// A pattern that can match, and where its matches start; `nil`: anywhere.
    struct Chance: Equatable {
        let pattern: Int
        let starts: [Range<Int>]?
    }

    private var needs: [Need] = []
    private var literalTriggerCount = 0
    private let automaton: LiteralAutomaton
    /// The fewest digits that any pattern asks for.
    private let shortestRow: Int

    /// Throws `invalidPattern` for a trigger that says nothing, `engine` if the literals are too many together.
    init(_ sources: [PatternSource]) throws(PatternError) {
        var literals: [(text: String, id: Int)] = []
        for source in sources {
            var need = Need()
            for trigger in source.triggers {
                guard trigger.saysSomething else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                switch trigger {
                case .digits(let least): need.digits = max(need.digits, least)
                case .startsAtDigits(let counts):
                    need.digits = max(need.digits, min(counts.lowerBound, PatternTrigger.maximumExactDigits))
                    need.rowSums = (need.rowSums ?? .max) & Self.sums(of: counts)
                case .anyLiteral(let texts):
                    for text in texts { literals.append((text, literalTriggerCount)) }
                    need.literals.append(literalTriggerCount)
                    literalTriggerCount += 1
                }
            }
            needs.append(need)
        }
        shortestRow = needs.map(\.digits).filter { $0 > 0 }.min() ?? .max
        guard let automaton = LiteralAutomaton(literals) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = automaton
    }

    /// The patterns that can match in a text, in their order; reads the text once.
    func chances(in text: [UInt8]) -> [Chance] {
        var ends: [[Int]?] = literalTriggerCount > 0 ? Array(repeating: nil, count: literalTriggerCount) : []
        automaton.scan(text) { end, ids in
            for id in ids { ends[id, default: []].append(end) }
        }
        let rows = DigitRow.all(in: text, shortest: shortestRow)
        let longest = rows.reduce(0) { max($0, $1.count) }
        let sums = rows.reduce(0) { $0 | $1.sums }
        return needs.indices.compactMap { pattern in
            let need = needs[pattern]
            guard need.digits <= longest else { return nil }
            if let wanted = need.rowSums {
                guard wanted & sums != 0, need.literals.allSatisfy({ ends[$0] != nil }) else { return nil }
                let starts = rows.filter { $0.sums & wanted != 0 }
                    .map { max(0, $0.start - PatternTrigger.rowLead)..<$0.end }
                return Chance(pattern: pattern, starts: starts)
            }
            guard let literal = need.literals.first else { return Chance(pattern: pattern, starts: nil) }
            guard need.literals.allSatisfy({ ends[$0] != nil }), let found = ends[literal] else { return nil }
            return Chance(pattern: pattern, starts: Self.windows(before: found))
        }
    }

    /// The places from which a match can hold a literal that ends at each of `ends`, joined where they meet.
    private static func windows(before ends: [Int]) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        for end in ends {
            let start = max(0, end - PatternTrigger.literalReach)
            if let last = windows.last, last.upperBound >= start {
                windows[windows.count - 1] = last.lowerBound..<max(end, last.upperBound)
            } else {
                windows.append(start..<end)
            }
        }
        return windows
    }

    /// Bit n for every count n, the last bit for all that are larger.
    private static func sums(of counts: ClosedRange<Int>) -> UInt64 {
        let last = PatternTrigger.maximumExactDigits
        var sums: UInt64 = 0
        for count in min(counts.lowerBound, last)...min(counts.upperBound, last) { sums |= 1 << count }
        return sums
    }
}

extension PatternTrigger {
    /// Whether some text does not hold it.
    fileprivate var saysSomething: Bool {
        switch self {
        case .anyLiteral(let texts): !texts.isEmpty && texts.allSatisfy { !$0.isEmpty }
        case .digits(let least): least > 0
        case .startsAtDigits(let counts): counts.lowerBound > 0
        }
    }
}

extension [[Int]?] {
    fileprivate subscript(index: Int, default value: [Int]) -> [Int] {
        get { self[index] ?? value }
        _modify {
            var list = self[index] ?? value
            self[index] = nil
            yield &list
            self[index] = list
        }
    }
}
